"""The stand-in as servers on this machine, and what finds them there."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import boto3

from tests.aws.eks import Eks, RefusedError
from tests.aws.quotas import Quotas


class Aws:
    """An account with nothing in it."""

    def __init__(self, account: str, region: str, moto: int) -> None:
        self.region = region
        self.environment = {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": region,
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{moto}",
        }
        self.eks = Eks(account, region, self._security_group)
        self.quotas = Quotas()

    def client(self, service: str) -> Any:
        """boto3's client of a service."""
        url = self.environment.get(f"AWS_ENDPOINT_URL_{service.upper()}", self.environment["AWS_ENDPOINT_URL"])
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, region_name=self.region, endpoint_url=url, **keys)

    def _security_group(self, subnets: list[str]) -> tuple[str, str]:
        """The group that EKS makes for a cluster; moto lets everything out of a new one, as AWS does."""
        ec2 = self.client("ec2")
        vpc: str = ec2.describe_subnets(SubnetIds=subnets)["Subnets"][0]["VpcId"]
        made = ec2.create_security_group(GroupName="eks-cluster-sg", Description="EKS", VpcId=vpc)
        group: str = made["GroupId"]
        itself = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": group}]}
        ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[itself])
        return group, vpc


@contextmanager
def standing_in(account: str, region: str, folder: Path) -> Iterator[Aws]:
    """Serve the stand-in; moto logs to a file of the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"MOTO_ACCOUNT_ID": account, "MOTO_IAM_LOAD_MANAGED_POLICIES": "true", "MOTO_ACM_VALIDATION_WAIT": "0"}
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    with (folder / "moto.log").open("w") as log:
        moto = subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(port, moto)
        aws = Aws(account, region, port)
        with serving(eks_handler(aws.eks)) as eks, serving(quotas_handler(aws.quotas)) as quotas:
            aws.environment["AWS_ENDPOINT_URL_EKS"] = f"http://127.0.0.1:{eks}"
            aws.environment["AWS_ENDPOINT_URL_SERVICE_QUOTAS"] = f"http://127.0.0.1:{quotas}"
            yield aws
    finally:
        moto.terminate()
        moto.wait()


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "moto did not start"
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("moto does not answer")


Answer = Callable[[str, str, dict[str, str], bytes], dict[str, Any]]
"""What a server makes of a request: its method, its path, its headers and its body; raises RefusedError."""


def eks_handler(eks: Eks) -> Answer:
    return lambda method, path, _, body: eks.call(method, urlsplit(path).path, json.loads(body or "{}") | _query(path))


def quotas_handler(quotas: Quotas) -> Answer:
    return lambda _, __, headers, body: quotas.call(headers["X-Amz-Target"].partition(".")[2], json.loads(body))


def _query(path: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(path).query))


@contextmanager
def serving(answer: Answer) -> Iterator[int]:
    """Serve JSON on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                self._send(200, answer(self.command, self.path, dict(self.headers), body))
            except RefusedError as refused:
                self._send(refused.status, {"__type": refused.code, "message": str(refused)}, refused.code)

        do_GET = do_POST = do_DELETE = _answer  # noqa: N815

        def _send(self, status: int, answer: dict[str, Any], error: str = "") -> None:
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            if error:
                self.send_header("x-amzn-ErrorType", error)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
