"""EKS as far as Terraform needs it to make and take away a cluster: what is made is kept as it was asked for.

The operations, their paths and what they take are those of botocore's own model: a call that EKS would refuse for its
form is refused here. moto has no CreateAddon, CreateAccessEntry, AssociateAccessPolicy or CreatePodIdentityAssociation,
and its CreateCluster and CreateNodegroup forget accessConfig, upgradePolicy, updateConfig and nodeRepairConfig.
"""

import re
from base64 import b64encode
from collections.abc import Callable
from threading import Lock
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from botocore.session import Session
from botocore.validate import ParamValidator

Thing = dict[str, Any]
MODEL = Session().get_service_model("eks")
OPERATIONS = [MODEL.operation_model(name) for name in MODEL.operation_names]
PATHS = {
    operation.name: re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", operation.http["requestUri"]))
    for operation in OPERATIONS
}
NAMES = {
    "Cluster": "name",
    "Nodegroup": "nodegroupName",
    "Addon": "addonName",
    "AccessEntry": "principalArn",
    "FargateProfile": "fargateProfileName",
}
"""What a thing is called in its path; others are given an id."""


KEEPING = {"Create", "Describe", "Delete"}
"""What is done to a thing that is kept, and answers with it."""
VERSIONS = ("1.36", "1.35", "1.34")
ADDONS = (
    *("vpc-cni", "coredns", "kube-proxy", "eks-pod-identity-agent", "eks-node-monitoring-agent", "metrics-server"),
    *("aws-ebs-csi-driver", "aws-efs-csi-driver", "snapshot-controller", "kube-state-metrics"),
    "prometheus-node-exporter",
)
ADDON_VERSIONS = ("v1.20.4-eksbuild.2", "v1.20.4-eksbuild.10", "v1.19.2-eksbuild.5")
"""What is on offer, of every add-on the same; not in the order of the versions, as with EKS."""
ID = "0123456789ABCDEF" * 2
"""What EKS makes up for a cluster's addresses."""


class RefusedError(Exception):
    """An error of the API: its code and its status."""

    def __init__(self, code: str, status: int, message: str) -> None:
        super().__init__(message)
        self.code, self.status = code, status


class Call(NamedTuple):
    """What is asked for: a kind of thing, the path of the call, and its parameters."""

    kind: str
    path: str
    said: Thing


class Eks:
    """Things by their path. `security_group` makes the group of a new cluster, given its subnets: its id and VPC."""

    def __init__(self, account: str, region: str, security_group: Callable[[list[str]], tuple[str, str]]) -> None:
        self.account, self.region, self.security_group = account, region, security_group
        self.things: dict[str, Thing] = {}
        self.lock = Lock()

    def call(self, method: str, path: str, body: Thing) -> Thing:
        """Do what a request says; raises RefusedError as the API answers with an error."""
        operation, parameters = _operation(method, path)
        said = {name: value for name, value in body.items() if name not in parameters} | parameters
        if problems := ParamValidator().validate(said, operation.input_shape).generate_report():
            raise RefusedError("InvalidParameterException", 400, f"{operation.name}: {problems}")
        verb, kind = re.findall("[A-Z][a-z]+", operation.name)[0], re.sub("^[A-Z][a-z]+", "", operation.name)
        handlers = {"Create": self._create, "Describe": self._describe, "Delete": self._delete, "List": self._list}
        handler = getattr(self, f"_{operation.name}", handlers.get(verb))
        if handler is None:
            raise RefusedError("NotImplemented", 501, f"{operation.name} is not part of this stand-in")
        with self.lock:
            found: Thing = handler(Call(kind, path, said))
        wrapper = _wrapper(kind)
        return {wrapper: found} if verb in KEEPING and wrapper in operation.output_shape.members else found

    def _create(self, call: Call) -> Thing:
        said = call.said
        identity = said[NAMES[call.kind]] if call.kind in NAMES else f"a-{len(self.things):017x}"
        place = f"{call.path}/{quote(identity, safe='')}"
        if place in self.things:
            raise RefusedError("ResourceInUseException", 409, f"{place} exists")
        arn = f"{self._arn(call.kind.lower())}/{said.get('clusterName', '')}/{identity}"
        known = {"status": "ACTIVE", "createdAt": 0, "modifiedAt": 0, "tags": {}}
        made = known | said | {f"{_wrapper(call.kind)}Arn": arn, "associationId": identity}
        self.things[place] = made | getattr(self, f"_of_{_wrapper(call.kind)}", lambda _: {})(made)
        return self.things[place]

    def _arn(self, kind: str) -> str:
        return f"arn:aws:eks:{self.region}:{self.account}:{kind}"

    def _of_cluster(self, made: Thing) -> Thing:
        group, vpc = self.security_group(made["resourcesVpcConfig"]["subnetIds"])
        host = f"eks.{self.region}.amazonaws.com"
        return {
            "arn": f"{self._arn('cluster')}/{made['name']}",
            "endpoint": f"https://{ID}.gr7.{host}",
            "certificateAuthority": {"data": b64encode(b"CA").decode()},
            "identity": {"oidc": {"issuer": f"https://oidc.{host}/id/{ID}"}},
            "platformVersion": "eks.1",
            "resourcesVpcConfig": made["resourcesVpcConfig"] | {"clusterSecurityGroupId": group, "vpcId": vpc},
        }

    def _of_nodegroup(self, made: Thing) -> Thing:
        made_for_it = {"autoScalingGroups": [{"name": f"eks-{made['nodegroupName']}"}]}
        return {"resources": made_for_it, "health": {"issues": []}}

    def _of_addon(self, made: Thing) -> Thing:
        path = f"/clusters/{made['clusterName']}/pod-identity-associations"
        common = {"clusterName": made["clusterName"], "namespace": "kube-system"}
        asked = [Call("PodIdentityAssociation", path, common | it) for it in made.get("podIdentityAssociations", [])]
        return {
            "addonVersion": made.get("addonVersion", "v1.0.0-eksbuild.1"),
            "podIdentityAssociations": [self._create(call)["associationArn"] for call in asked],
        }

    def _of_accessEntry(self, made: Thing) -> Thing:  # noqa: N802
        return {"type": made.get("type", "STANDARD"), "username": made.get("username", made["principalArn"])}

    def _describe(self, call: Call) -> Thing:
        if call.path not in self.things:
            raise RefusedError("ResourceNotFoundException", 404, f"no {call.kind} at {call.path}")
        return self.things[call.path]

    def _delete(self, call: Call) -> Thing:
        found = self._describe(call)
        if any(place.startswith(f"{call.path}/node-groups/") for place in self.things):
            raise RefusedError("ResourceInUseException", 409, "the cluster has node groups")
        del self.things[call.path]
        if call.kind == "Addon":
            owned = set(found["podIdentityAssociations"])
            self.things = {place: it for place, it in self.things.items() if it.get("associationArn") not in owned}
        return found

    def _list(self, call: Call) -> Thing:
        inside = [place.removeprefix(f"{call.path}/") for place in self.things if place.startswith(f"{call.path}/")]
        return {_wrapper(call.kind): [unquote(name) for name in inside if "/" not in name]}

    def _ListFargateProfiles(self, call: Call) -> Thing:  # noqa: N802
        return {"fargateProfileNames": self._list(call)["fargateProfiles"]}

    def _ListPodIdentityAssociations(self, call: Call) -> Thing:  # noqa: N802
        made = [it for place, it in self.things.items() if place.startswith(f"{call.path}/")]
        return {"associations": made}

    def _UpdateNodegroupVersion(self, call: Call) -> Thing:  # noqa: N802
        group = self._describe(Call("Nodegroup", call.path.removesuffix("/update-version"), call.said))
        group |= {key: value for key, value in call.said.items() if key in {"launchTemplate", "version"}}
        return {"update": self._DescribeUpdate(call)}

    def _DescribeUpdate(self, _: Call) -> Thing:  # noqa: N802
        return {"id": ID, "status": "Successful", "errors": []}

    def _DescribeClusterVersions(self, _: Call) -> list[Thing]:  # noqa: N802
        return [{"clusterVersion": each, "versionStatus": "STANDARD_SUPPORT"} for each in VERSIONS]

    def _DescribeAddonVersions(self, call: Call) -> Thing:  # noqa: N802
        version = call.said["kubernetesVersion"]
        offered = [{"addonVersion": each, "compatibilities": [{"clusterVersion": version}]} for each in ADDON_VERSIONS]
        return {"addons": [{"addonName": name, "addonVersions": offered} for name in ADDONS]}

    def _AssociateAccessPolicy(self, call: Call) -> Thing:  # noqa: N802
        said = call.said
        self._describe(Call("AccessEntry", call.path.removesuffix("/access-policies"), said))
        made = {"policyArn": said["policyArn"], "accessScope": said["accessScope"], "associatedAt": 0, "modifiedAt": 0}
        self.things[f"{call.path}/{quote(said['policyArn'], safe='')}"] = made
        return {key: said[key] for key in ("clusterName", "principalArn")} | {"associatedAccessPolicy": made}

    def _ListAssociatedAccessPolicies(self, call: Call) -> Thing:  # noqa: N802
        return {"associatedAccessPolicies": [it for place, it in self.things.items() if place.startswith(call.path)]}

    def _DisassociateAccessPolicy(self, call: Call) -> Thing:  # noqa: N802
        self._delete(call)
        return {}


def _operation(method: str, path: str) -> tuple[Any, Thing]:
    """The operation of a request, and the parameters that its path has."""
    for operation in OPERATIONS:
        found = PATHS[operation.name].fullmatch(path)
        if found and operation.http["method"] == method:
            members = operation.input_shape.members.items()
            names = {member.serialization.get("name", name): name for name, member in members}
            return operation, {names[key]: unquote(value) for key, value in found.groupdict().items()}
    raise RefusedError("NotFound", 404, f"no operation {method} {path}")


def _wrapper(kind: str) -> str:
    """What a thing is under in an answer."""
    return "association" if kind == "PodIdentityAssociation" else kind[0].lower() + kind[1:]
