"""kube-aws-iam-controller: it takes the roles that AWSIAMRole objects name, and keeps Secrets with credentials.

https://github.com/zalando-incubator/kube-aws-iam-controller
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.arn import arn, pods_role_arn
from generator.render.kubernetes.manifest import Manifest, labels, platform_labels
from generator.render.kubernetes.policy import apis, dns
from generator.render.pins import image
from generator.render.pod_iam import interception, system, taking
from generator.render.pod_iam.mechanism import Mechanism, PodParts
from generator.render.terraform.policy import Statement

NAME, GROUP, KIND, PLURAL = "kube-aws-iam-controller", "zalando.org", "AWSIAMRole", "awsiamroles"
FOLDER = "/meta/aws-iam"
"""The controller writes this path into the Secret."""


def _trust(platform: Platform, role: str) -> list[Statement]:
    return taking.trust(platform, "kubeAwsIamController", role, [taking.server_role(platform, NAME)])


def _secret(service: str) -> str:
    return f"{service}-aws-iam"


def _pod(platform: Platform, name: str, _role: str) -> PodParts:
    """A pod waits for the Secret, and so never starts without credentials.

    https://github.com/zalando-incubator/kube-aws-iam-controller/blob/master/docs/sdk-configuration.md
    """
    files = {
        "AWS_CREDENTIAL_PROFILES_FILE": f"{FOLDER}/credentials",
        "AWS_SHARED_CREDENTIALS_FILE": f"{FOLDER}/credentials.process",
    }
    return PodParts(
        env=interception.region(platform) | files,
        volumes=({"name": "aws-iam", "secret": {"secretName": _secret(name)}},),
        mounts=({"name": "aws-iam", "mountPath": FOLDER, "readOnly": True},),
    )


def _objects(platform: Platform, name: str, service: Service) -> Iterator[Manifest]:
    if service.iam is not None:
        yield {
            "apiVersion": f"{GROUP}/v1",
            "kind": KIND,
            "metadata": {"name": _secret(name), "namespace": service.namespace, "labels": labels(platform, name)},
            "spec": {"roleReference": pods_role_arn(platform, service.iam)},
        }


def _agent(platform: Platform) -> Iterator[Manifest]:
    yield _definition(platform)
    yield from system.account(
        platform,
        NAME,
        system.rights(GROUP, [PLURAL, f"{PLURAL}/status"], "get", "list", "patch", "update", "watch"),
        system.watch("pods"),
        system.rights("", ["secrets"], "create", "delete", "get", "list", "patch", "update", "watch"),
        system.rights("", ["events"], "create", "patch", "update"),
        **taking.server_annotations(platform, NAME),
    )
    container = {
        "image": image(platform, NAME),
        "args": [f"--base-role-arn={arn(platform, 'iam', 'role/', regional=False)}"],
        "ports": [{"name": "health", "containerPort": 8080, "protocol": "TCP"}],
        "resources": {"requests": {"cpu": "25m", "memory": "100Mi"}, "limits": {"memory": "256Mi"}},
        "livenessProbe": {
            "httpGet": {"path": "/healthz", "port": "health"},
            "initialDelaySeconds": 10,
            "periodSeconds": 10,
            "timeoutSeconds": 5,
            "failureThreshold": 5,
        },
    }
    yield system.server(platform, NAME, 1, container)
    yield system.closed(platform, NAME, [], [dns(platform), apis(platform)])


def _definition(platform: Platform) -> Manifest:
    """The custom resource that the controller reads; Flux never removes it, for every object of it would go too."""
    kept = {"kustomize.toolkit.fluxcd.io/prune": "disabled"}
    columns = [("RoleARN", ".status.roleARN"), ("Expiration", ".status.expiration")]
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": f"{PLURAL}.{GROUP}", "labels": platform_labels(platform), "annotations": kept},
        "spec": {
            "group": GROUP,
            "names": {"kind": KIND, "listKind": f"{KIND}List", "plural": PLURAL, "singular": KIND.lower()},
            "scope": "Namespaced",
            "versions": [
                {
                    "name": "v1",
                    "served": True,
                    "storage": True,
                    "subresources": {"status": {}},
                    "additionalPrinterColumns": [
                        {"name": name, "type": "string", "jsonPath": path} for name, path in columns
                    ],
                    "schema": {"openAPIV3Schema": SCHEMA},
                }
            ],
        },
    }


SCHEMA: Manifest = {
    "type": "object",
    "required": ["spec"],
    "properties": {
        "spec": {
            "type": "object",
            "required": ["roleReference"],
            "properties": {
                "roleReference": {"type": "string", "minLength": 3},
                "roleSessionDuration": {"type": "integer", "minimum": 900, "maximum": 43200},
            },
        },
        "status": {
            "type": "object",
            "properties": {
                "expiration": {"type": "string"},
                "observedGeneration": {"type": "integer"},
                "roleARN": {"type": "string"},
            },
        },
    },
}

MECHANISM = Mechanism(
    "kubeAwsIamController",
    _trust,
    shared=lambda platform: taking.server_blocks(platform, "kubeAwsIamController", NAME),
    pod=_pod,
    objects=_objects,
    agent=_agent,
    asked_later=True,
    profile=lambda _platform, _role: {"credential_process": f"cat {FOLDER}/credentials.json"},
)
