from collections.abc import Iterator

from generator.platform.nodes.accelerators import accelerators
from generator.platform.nodes.fargate import fargate_alone, services_by_profile
from generator.platform.services.containers import containers
from generator.platform.services.storage import GP3, ebs_classes, shared
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-037", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/fargate.html")
def fargate_unsupported(platform: Platform) -> Iterator[Violation]:
    """Something is asked for that does not work on Fargate.

    Fargate has no GPUs and no other accelerators, runs Linux alone, has no DaemonSets and no privileged containers, and
    mounts no EBS volumes, and of EFS only what was made by hand. Such pods stay Pending. Without nodes the EBS CSI
    driver has nothing to attach a volume to; it is not rendered.

    Bad:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        services: {web: {resources: {gpu: 1}}}

    Good:

        nodes: {fargate: {profiles: {shop: {namespaces: [shop], subnets: private}}}}
        services: {web: {resources: {gpu: 0}}}
    """
    if fargate_alone(platform) and platform.addons.aws_ebs_csi_driver is not None:
        message = "pods on Fargate cannot mount EBS volumes, and there are no nodes; remove it, or add a node group"
        yield Violation(platform.addons, "aws_ebs_csi_driver", message)
    for profile, services in services_by_profile(platform).items():
        for name, service in services.items() if profile else ():
            for field, missing in _missing(platform, service):
                message = f"{name} runs on Fargate ({profile}), which has no {missing}; let it run on nodes"
                yield Violation(service, field, message)


def _missing(platform: Platform, service: Service) -> Iterator[tuple[str, str]]:
    if service.os != "linux":
        yield "os", "Windows"
    if service.kind == "DaemonSet":
        yield "kind", "DaemonSets"
    volumes = [volume for volume in service.volumes.values() if volume.type != "emptyDir"]
    if any(volume.storage_class in {None, GP3, *ebs_classes(platform)} for volume in volumes):
        yield "volumes", "volumes of EBS"
    if any(container.privileges.privileged for _, container in containers("", service)):
        yield "privileges", "privileged containers"
    if any(shared(platform, volume) for volume in volumes):
        yield "volumes", "volumes that the EFS driver makes"
    if accelerators(service):
        yield "resources", "GPUs" if service.resources.gpu else "Neuron devices"
