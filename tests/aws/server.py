"""The stand-in as servers on this machine, and what finds them there."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import boto3

from tests.aws.eks import Eks, RefusedError


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
    settings = {"MOTO_ACCOUNT_ID": account, "MOTO_IAM_LOAD_MANAGED_POLICIES": "true"}
    command = [sys.executable, "-m", "moto.server", "-p", str(port)]
    with (folder / "moto.log").open("w") as log:
        moto = subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(port, moto)
        aws = Aws(account, region, port)
        with _serving(aws.eks) as eks:
            aws.environment["AWS_ENDPOINT_URL_EKS"] = f"http://127.0.0.1:{eks}"
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


@contextmanager
def _serving(eks: Eks) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                self._send(200, eks.call(self.command, urlsplit(self.path).path, json.loads(body or "{}")))
            except RefusedError as refused:
                self._send(refused.status, {"message": str(refused)}, refused.code)

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
