"""What mechanisms run in the cluster, and what the pods of a role have: judged from the rendered objects."""

import configparser
from typing import Any

import msgspec
import pytest
import yaml

from generator.platform.document.merge import merge
from generator.platform.types.registry import Registry
from generator.render.copies import copies
from generator.render.pod_iam.kube_aws_iam_controller import SCHEMA
from tests.manifests import named, objects
from tests.platforms import ROOT, base, golden, patches
from tests.pod_iam import Rendered, may, rendered

GOLDEN = golden()
INTERCEPTED = {"iam-kube2iam": "kube2iam", "iam-kiam": "kiam-agent", "iam-iam4kube": "ip2service"}
METADATA = {"ipBlock": {"cidr": "169.254.169.254/32"}}
TARGETS = {
    "iam-kube2iam": ("report", "back"),
    "iam-kiam": ("report", "back"),
    "iam-kube-aws-iam-controller": ("report", "back"),
    "iam-all": ("api", "shop"),
}


def container(it: Rendered, name: str, namespace: str) -> dict[str, Any]:
    (only,) = it.pod(namespace, name)["spec"]["containers"]
    found: dict[str, Any] = only
    return found


def env(it: Rendered, name: str, namespace: str) -> dict[str, str]:
    return {item["name"]: item["value"] for item in container(it, name, namespace).get("env", ())}


def reached(it: Rendered, name: str, namespace: str) -> list[tuple[Any, int]]:
    rules = it.named("NetworkPolicy", name, namespace)["spec"]["egress"]
    return [(peer, port["port"]) for rule in rules for peer in rule["to"] for port in rule["ports"]]


@pytest.mark.parametrize(("name", "agent"), INTERCEPTED.items())
def test_an_interceptor_is_on_every_node_with_the_metadata_service_and_needs_root_for_packets_alone(
    name: str, agent: str
) -> None:
    spec = rendered(GOLDEN[name]).named("DaemonSet", agent, "kube-system")["spec"]["template"]["spec"]
    assert spec["hostNetwork"] is True
    assert spec["tolerations"] == [{"operator": "Exists"}]
    security = spec["containers"][0]["securityContext"]
    assert security["capabilities"] == {"drop": ["ALL"], "add": ["NET_ADMIN", "NET_RAW"]}
    assert not security.get("privileged")
    assert "/run/xtables.lock" in {mount["mountPath"] for mount in spec["containers"][0]["volumeMounts"]}


@pytest.mark.parametrize("name", INTERCEPTED)
def test_pods_with_a_role_reach_the_intercepted_address_and_others_do_not(name: str) -> None:
    it = rendered(GOLDEN[name])
    assert (METADATA, 80) in reached(it, "web", "shop")
    assert (METADATA, 80) in reached(it, "api", "shop"), "pods from before the move still ask there"
    assert (METADATA, 80) not in reached(it, "other", "shop")


@pytest.mark.parametrize("agent", ["kube2iam", "kiam-agent"])
def test_pods_of_the_vpc_cni_are_intercepted_at_a_port_of_the_node(agent: str) -> None:
    it = rendered(GOLDEN["iam-kube2iam" if agent == "kube2iam" else "iam-kiam"])
    arguments = it.arguments("DaemonSet", agent)
    assert "--host-interface=eni+" in arguments
    assert any(argument in {"--app-port=8181", "--port=8181"} for argument in arguments)
    ports = it.named("DaemonSet", agent, "kube-system")["spec"]["template"]["spec"]["containers"][0]["ports"]
    assert [port["containerPort"] for port in ports] == [8181]


def test_an_interceptor_follows_the_name_that_the_cni_gives_interfaces() -> None:
    change = {"cni": {"settings": {"AWS_VPC_K8S_CNI_VETHPREFIX": "pod"}}}
    for name, agent in (("iam-kube2iam", "kube2iam"), ("iam-kiam", "kiam-agent")):
        it = rendered(base(merge(patches()[name], change)))
        assert "--host-interface=pod+" in it.arguments("DaemonSet", agent)
        assert "--host-interface=eni+" in rendered(GOLDEN[name]).arguments("DaemonSet", agent)


WORKLOADS = {"CronJob", "DaemonSet", "Deployment", "Job", "StatefulSet"}


@pytest.mark.parametrize("name", GOLDEN)
def test_no_pod_of_a_service_is_past_the_interceptor_or_has_another_account(name: str) -> None:
    """A pod on the node's network would have the node's own role, and Pod Security lets none be there."""
    items, own = objects(GOLDEN[name]), {each.namespace for each in GOLDEN[name].services.values()}
    for item in items:
        namespace = item["metadata"].get("namespace")
        if item["kind"] in WORKLOADS and namespace in own:
            spec = item["spec"].get("jobTemplate", item)["spec"]["template"]["spec"]
            assert not spec.get("hostNetwork")
            assert spec["serviceAccountName"] == item["metadata"]["name"]
            labels = named(items, "Namespace", namespace)["metadata"]["labels"]
            assert labels["pod-security.kubernetes.io/enforce"] in {"restricted", "baseline"}


def test_kube2iam_leaves_no_rule_behind() -> None:
    it = rendered(GOLDEN["iam-kube2iam"])
    agent = it.named("DaemonSet", "kube2iam", "kube-system")["spec"]["template"]["spec"]["containers"][0]
    (command,) = agent["lifecycle"]["preStop"]["exec"]["command"][2:]
    assert command.startswith("iptables -t nat -D PREROUTING -p tcp -d 169.254.169.254 --dport 80 -j DNAT")
    assert command.endswith('--to-destination "$HOST_IP:8181" -i eni+')


def test_kiam_proves_itself_on_both_sides_with_the_named_secrets() -> None:
    it = rendered(GOLDEN["iam-kiam"])
    mounted = {}
    for kind, name in (("DaemonSet", "kiam-agent"), ("Deployment", "kiam-server")):
        spec = it.named(kind, name, "kube-system")["spec"]["template"]["spec"]
        mounted[name] = next(volume["secret"]["secretName"] for volume in spec["volumes"] if "secret" in volume)
        assert {"--cert=/etc/kiam/tls/tls.crt", "--key=/etc/kiam/tls/tls.key", "--ca=/etc/kiam/tls/ca.crt"} <= set(
            it.arguments(kind, name)
        )
    assert mounted == {"kiam-agent": "our-agents", "kiam-server": "our-servers"}


def test_agents_of_kiam_find_its_servers_by_name_port_and_policy() -> None:
    it = rendered(GOLDEN["iam-kiam"])
    service = it.named("Service", "kiam-server", "kube-system")["spec"]
    server = it.named("Deployment", "kiam-server", "kube-system")["spec"]["template"]
    assert service["clusterIP"] == "None"
    assert service["selector"].items() <= server["metadata"]["labels"].items()
    (port,) = server["spec"]["containers"][0]["ports"]
    assert f"--server-address=kiam-server:{port['containerPort']}" in it.arguments("DaemonSet", "kiam-agent")
    (rule,) = it.named("NetworkPolicy", "kiam-server", "kube-system")["spec"]["ingress"]
    assert rule["ports"] == [{"port": port["containerPort"], "protocol": "TCP"}]
    nodes = it.resources["aws_subnet"]
    private = {body["cidr_block"] for name, body in nodes.items() if name.startswith("private-")}
    assert {peer["ipBlock"]["cidr"] for peer in rule["from"]} == private


def test_ip2service_sends_pods_to_the_servers_by_the_name_of_the_services_port() -> None:
    it = rendered(GOLDEN["iam-iam4kube"])
    arguments = dict(argument.split("=", 1) for argument in it.arguments("DaemonSet", "ip2service"))
    service = it.named("Service", arguments["--service-name"], arguments["--service-namespace"])["spec"]
    assert [port["name"] for port in service["ports"]] == [arguments["--service-target-port"]]
    server = it.named("Deployment", "iam4kube", "kube-system")["spec"]["template"]["spec"]
    assert server["hostNetwork"] is True, "a pod would be sent to itself when it asks for its zone"


def test_the_definition_of_the_custom_resource_is_the_schema_that_is_checked_against() -> None:
    own = yaml.safe_load((ROOT / "tools/generate/own_schemas/aws_iam_role.yaml").read_text())["schema"]
    del own["properties"]["metadata"]
    assert own == SCHEMA
    it = rendered(GOLDEN["iam-kube-aws-iam-controller"])
    definition = it.named("CustomResourceDefinition", "awsiamroles.zalando.org")
    assert definition["spec"]["versions"][0]["schema"]["openAPIV3Schema"] == SCHEMA


@pytest.mark.parametrize(("name", "service"), TARGETS.items())
def test_a_pod_goes_on_to_the_role_of_another_account(name: str, service: tuple[str, str]) -> None:
    it = rendered(GOLDEN[name])
    role = it.platform.iam.roles[service[0]]
    (config,) = (item for item in it.objects if item["metadata"]["name"] == f"{service[0]}-aws")
    parsed = configparser.ConfigParser()
    parsed.read_string(config["data"]["config"])
    variables = env(it, *service)
    profile = parsed[f"profile {variables['AWS_PROFILE']}"]
    assert profile["role_arn"] == role.target
    source = parsed[f"profile {profile['source_profile']}"] if "source_profile" in profile else profile
    assert {"credential_source", "credential_process", "web_identity_token_file"} & set(source)
    mount = next(
        m for m in container(it, *service)["volumeMounts"] if variables["AWS_CONFIG_FILE"].startswith(m["mountPath"])
    )
    volume = next(v for v in it.pod(service[1], service[0])["spec"]["volumes"] if v["name"] == mount["name"])
    assert volume["configMap"]["name"] == config["metadata"]["name"]
    assert any(port == 443 for _, port in reached(it, *service)), "the SDK asks STS by itself"
    assert may(it, f"pods-{service[0]}", "sts:AssumeRole", str(role.target))


def test_pod_identity_takes_the_target_for_the_pod() -> None:
    it = rendered(GOLDEN["iam-target"])
    association = it.resources["aws_eks_pod_identity_association"]["service-web"]
    assert association["target_role_arn"] == "arn:aws:iam::444455556666:role/catalogue"
    assert may(it, "pods-web", "sts:AssumeRole", association["target_role_arn"])
    assert may(it, "pods-web", "sts:TagSession", association["target_role_arn"])
    assert not it.named("ConfigMap", "web-aws", "shop")["spec"]


def test_what_a_service_sets_itself_is_kept_and_said_once() -> None:
    web = {
        "namespace": "shop",
        "image": "public.ecr.aws/nginx/nginx:1.29",
        "iam": "web",
        "env": {"AWS_REGION": "us-east-1"},
    }
    it = rendered(base({"services": {"web": web}, "iam": {"mechanism": "kube2iam", "roles": {"web": {}}}}))
    names = [item["name"] for item in container(it, "web", "shop")["env"]]
    assert sorted(set(names)) == names
    assert env(it, "web", "shop")["AWS_REGION"] == "us-east-1"
    assert env(it, "web", "shop")["AWS_DEFAULT_REGION"] == "eu-west-1"


def test_what_is_installed_comes_from_the_mirror() -> None:
    mirror = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/mirror"
    for name in ("iam-kube2iam", "iam-kiam", "iam-kube-aws-iam-controller"):
        platform = msgspec.structs.replace(GOLDEN[name], registry=Registry(mirror=mirror))
        images = {
            found["image"]
            for item in rendered(platform).objects
            if item["metadata"].get("namespace") == "kube-system" and "template" in item.get("spec", {})
            for found in item["spec"]["template"]["spec"]["containers"]
        }
        assert images
        assert images <= {copy.target for copy in copies(platform)}
