-- The views of a record, in the words of the field; data/columns.csv says what each column holds.

CREATE VIEW event_reports AS
WITH supported AS (
    SELECT claim_id, verdict, CASE WHEN verdict = 'supported' THEN against[1] END AS row_id FROM findings
),
told AS (
    SELECT claim_id, kind, source, target, NULL::VARCHAR[] AS persons, '' AS thing, '' AS act, words, place,
           origin, document_id, source_id, type, mode, cameo, start_date, end_date, name
    FROM (SELECT 'event' AS kind, * FROM event)
    UNION ALL
    SELECT claim_id, 'meeting', participants, [], participants, '', format,
           words, place, origin, document_id, source_id, 'CONSULT', CASE format WHEN 'call' THEN 'phone' ELSE '' END, '',
           start_date, end_date, name
    FROM meeting
    UNION ALL
    SELECT claim_id, 'agreement', actors, [], NULL,
           CASE WHEN starts_with(agreement, 'unlinked:') THEN '' ELSE agreement END, act, '', place,
           origin, document_id, source_id, '', '', '', start_date, end_date, name
    FROM agreement
    UNION ALL
    SELECT claim_id, 'law_or_sanction', imposer, target, NULL,
           CASE WHEN starts_with(instrument, 'unlinked:') THEN '' ELSE instrument END, act, words, '',
           origin, document_id, source_id, '', '', '', start_date, end_date, name
    FROM law_or_sanction
    UNION ALL
    SELECT claim_id, 'vote', CASE WHEN actor <> '' THEN [actor] ELSE [] END, [], NULL,
           CASE WHEN item <> '' AND NOT starts_with(item, 'unlinked:') THEN concat_ws('|', organ, item, actor) ELSE '' END,
           CASE WHEN actor <> '' THEN position ELSE 'voted' END, words, '',
           origin, document_id, source_id, '', '', '', start_date, end_date, name
    FROM vote
)
SELECT t.claim_id, t.kind, t.origin, t.document_id, t.source_id, t.type, t.mode, t.cameo, t.source, t.target, t.persons,
       array_to_string(t.source, ';') AS source_codes, array_to_string(t.target, ';') AS target_codes,
       t.thing, t.act, t.start_date, t.end_date, t.place,
       NULL::DOUBLE AS value, NULL::VARCHAR AS unit, NULL::VARCHAR AS comparator,
       t.words, 'asserted' AS modality, true AS polarity, NULL::VARCHAR AS verdict, NULL::VARCHAR AS row_id,
       coalesce(nullif(t.name, ''), i.name, r.title, t.words) AS what
FROM told t LEFT JOIN reference r ON r.id = t.claim_id LEFT JOIN instruments i ON i.id = t.thing
WHERE t.origin <> 'text'
UNION ALL
SELECT c.id, c.kind, 'text', c.document_id, c.document_id,
       coalesce(c.plover_event_type, nullif(t.type, '')), coalesce(c.plover_mode, nullif(t.mode, '')),
       coalesce(c.cameo, nullif(t.cameo, '')),
       CASE WHEN len(t.source) > 0 THEN t.source ELSE string_split(coalesce(c.source_actor, ''), ';') END,
       CASE WHEN len(t.source) + len(t.target) > 0 THEN t.target
            ELSE string_split(coalesce(c.target_actor, ''), ';') END,
       t.persons, c.source_actor, c.target_actor, t.thing, t.act, c.time_from, c.time_to, c.place,
       c.value, c.unit, c.comparator, c.quote, c.modality, c.polarity, s.verdict, s.row_id, c.quote
FROM claims c LEFT JOIN told t ON t.claim_id = c.id LEFT JOIN supported s ON s.claim_id = c.id
WHERE c.plover_event_type <> '' OR t.kind IN ('event', 'meeting', 'agreement', 'law_or_sanction', 'vote');

CREATE VIEW events AS
SELECT m.event_id,
       arg_min(r.kind, CASE r.kind WHEN 'vote' THEN 1 WHEN 'agreement' THEN 2 WHEN 'law_or_sanction' THEN 3
                                   WHEN 'meeting' THEN 4 WHEN 'event' THEN 6 ELSE 5 END) AS kind,
       coalesce(max(r.type) FILTER (WHERE m.why = 'the most exact report'), max(r.type)) AS type,
       max(r.mode) FILTER (WHERE m.why = 'the most exact report') AS mode,
       max(nullif(nullif(r.act, ''), 'in_person')) AS act,
       max(r.start_date) FILTER (WHERE m.why = 'the most exact report') AS start_date,
       max(r.end_date) FILTER (WHERE m.why = 'the most exact report') AS end_date,
       max(nullif(r.place, '')) AS place,
       max(r.what) FILTER (WHERE m.why = 'the most exact report') AS what,
       count(*) AS n_reports,
       count(DISTINCT nullif(r.document_id, '')) AS n_documents,
       list(r.claim_id ORDER BY r.claim_id) AS claims,
       list(DISTINCT coalesce(d.name, s.publisher || ', ' || s.title, r.source_id)) AS sources
FROM event_cluster m JOIN event_reports r ON r.claim_id = m.claim_id
LEFT JOIN documents d ON d.id = r.document_id LEFT JOIN sources s ON s.id = r.source_id
GROUP BY m.event_id;

CREATE VIEW dyad_events AS
SELECT p.actor_a, p.actor_b, p.direction, e.*
FROM (
    SELECT a.actor AS actor_a, b.actor AS actor_b, a.event_id,
           CASE WHEN count(DISTINCT a.role) > 1 OR min(a.role) = 'takes part' THEN 'both'
                WHEN min(a.role) = 'acts' THEN 'a to b' ELSE 'b to a' END AS direction
    FROM event_party a JOIN event_party b ON a.event_id = b.event_id AND a.actor <> b.actor
    WHERE (a.role = 'acts' AND b.role = 'acted on') OR (a.role = 'acted on' AND b.role = 'acts')
       OR (a.role = 'takes part' AND b.role = 'takes part')
    GROUP BY a.actor, b.actor, a.event_id
) p JOIN events e ON e.event_id = p.event_id;

CREATE VIEW dyad_votes AS
SELECT a.actor AS actor_a, b.actor AS actor_b, a.organ, a.item, max(coalesce(nullif(a.name, ''), a.item)) AS what,
       min(a.start_date) AS start_date, min(a.end_date) AS end_date,
       a.position AS position_a, b.position AS position_b, a.position = b.position AS agree,
       list(DISTINCT coalesce(d.name, s.publisher || ', ' || s.title, a.source_id)) AS sources
FROM vote a JOIN vote b ON a.organ = b.organ AND a.item = b.item AND a.actor <> b.actor
LEFT JOIN documents d ON d.id = a.document_id LEFT JOIN sources s ON s.id = a.source_id
WHERE a.actor <> '' AND b.actor <> '' AND a.item <> '' AND a.position <> '' AND b.position <> ''
  AND NOT starts_with(a.item, 'unlinked:') AND left(a.start_date, 4) = left(b.start_date, 4)
GROUP BY a.actor, b.actor, a.organ, a.item, a.position, b.position;

CREATE VIEW dyad_numbers AS
WITH numbers AS (
    SELECT claim_id, actors || CASE WHEN counterpart <> '' THEN [counterpart] ELSE [] END AS actors, indicator, basis,
           value, unit, comparator, start_date, end_date, document_id, source_id
    FROM quantity
)
SELECT a.actor AS actor_a, b.actor AS actor_b, n.indicator, n.basis, n.value, n.unit, n.comparator, n.start_date,
       n.end_date, n.claim_id, coalesce(d.name, s.publisher || ', ' || s.title, n.source_id) AS source
FROM numbers n, unnest(n.actors) AS a(actor), unnest(n.actors) AS b(actor)
LEFT JOIN documents d ON d.id = n.document_id LEFT JOIN sources s ON s.id = n.source_id
WHERE a.actor <> b.actor;

CREATE VIEW findings_with_sources AS
SELECT f.claim_id, d.name AS document, c.kind, c.quote, f.verdict, f.message, f.rule, f.confidence,
       r.id AS reference_id, r.title AS reference_title, r.time_from, r.time_to, r.vintage,
       s.publisher, s.title AS source_title, s.year, s.url
FROM findings f JOIN claims c ON c.id = f.claim_id JOIN documents d ON d.id = c.document_id
LEFT JOIN (SELECT claim_id, unnest(against) AS id FROM findings) g ON g.claim_id = f.claim_id
LEFT JOIN reference r ON r.id = g.id LEFT JOIN sources s ON s.id = r.source_id;
