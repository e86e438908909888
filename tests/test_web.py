"""The served report: the same page and data, for this machine alone, under the page's own policy."""

from __future__ import annotations

import importlib
import json
import signal
import socket
import subprocess
import sys
import urllib.request
import warnings
from pathlib import Path

import pytest

from detente import exporting, reporting, web
from detente.errors import RecordError
from detente.notebook import Record, open_record

with warnings.catch_warnings():  # starlette would rather have a successor of httpx that few have installed
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

PATHS = ("/", "/api/claims.json", "/api/findings.json", "/claims.jsonl", "/nowhere")


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    made = open_record(str(folder))
    return TestClient(web.app(made.ask, meta={}), base_url="http://127.0.0.1:8765")


def test_the_page_is_the_report(client: TestClient, made: Record) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text == reporting.report(made.ask, meta={})


def test_the_data_are_those_of_the_record(client: TestClient, made: Record, folder: Path) -> None:
    claims, findings = client.get("/api/claims.json").json(), client.get("/api/findings.json").json()
    assert claims == list(exporting.interchange(made.ask))
    assert [list(row) for row in findings] == [list(exporting.FINDING)] * len(claims)
    assert [row["id"] for row in findings] == [row["id"] for row in exporting.worst_first(made.ask)]
    assert client.get("/claims.jsonl").content == (folder / "claims.jsonl").read_bytes()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_policy_of_the_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["content-security-policy"].startswith(reporting.policy())
    assert f'content="{reporting.policy()}"' in client.get("/").text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "192.168.0.1:8765", "0.0.0.0", ""])
def test_another_host_is_refused(client: TestClient, path: str, host: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "claims" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost", "localhost:9000"])
def test_this_machine_is_answered_under_its_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_page_is_there_that_loads_from_elsewhere(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_can_be_written(client: TestClient) -> None:
    assert {client.request(method, "/").status_code for method in ("POST", "PUT", "DELETE", "PATCH")} == {405}


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastapi", None)
    monkeypatch.delitem(sys.modules, "detente.web")
    with pytest.raises(RecordError, match=r"detente serve needs fastapi.*pip install 'detente\[web\]'"):
        importlib.import_module("detente.web")


def test_a_port_that_is_taken_is_said_to_be(made: Record) -> None:
    with socket.socket() as taken:
        taken.bind((web.ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RecordError, match=rf"127\.0\.0\.1:{port} cannot be listened on.*another port with --port"):
            web.serve(made.ask, meta={}, port=port, ready=lambda _: None)


def test_the_command_serves_until_it_is_interrupted(folder: Path) -> None:
    command = [sys.executable, "-m", "detente.cli", "serve", str(folder), "--port", "0", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as served:
        assert served.stdout
        url = json.loads(served.stdout.readline())["url"]
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(url, timeout=30) as answer:
            page = answer.read()
        served.send_signal(signal.SIGINT)
        _, said = served.communicate(timeout=30)
    assert page.strip() == (folder / "report.html").read_bytes().strip()
    assert "Traceback" not in said
    assert served.returncode == 130
