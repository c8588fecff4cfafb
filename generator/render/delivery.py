"""How what is rendered gets into the cluster, as the rendered README tells it: a picture, secrets, and the commands."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.picture.mermaid import Ids, chart, edge, node
from generator.platform.cluster.registries import mirrored
from generator.platform.gitops.flux_versions import flux_versions
from generator.platform.gitops.git_hosts import Access, access, address, code_commit_region, provider
from generator.platform.gitops.kustomizations import app
from generator.platform.gitops.notifications import secret_key
from generator.platform.types.platform import Platform
from generator.render.bootstrap.flux import COMPONENTS, REGISTRY
from generator.render.flux import kustomizations
from generator.render.flux.paths import bootstrap_path

FEW = 40
"""Services that a picture can show one by one."""


class Secret(NamedTuple):
    """A Secret in flux-system that people make: what it is for, and the commands."""

    name: str
    purpose: str
    commands: tuple[str, ...]


def picture(platform: Platform) -> str:
    """What Flux applies after what, as a flowchart; many services are one node."""
    ids = Ids()
    several = len(platform.services) > FEW
    together = {app(name) for name in platform.services} if several else set()
    items = [item for item in kustomizations(platform) if item["kind"] == "Kustomization"]
    lines = [node(ids("source"), f"{platform.gitops.repository}, {platform.gitops.branch}", "store")]
    if several:
        lines.append(node(ids("services"), f"{len(together)} services, app-..."))
    lines += [
        node(ids(item["metadata"]["name"]), _label(item["metadata"]["name"], item["spec"]))
        for item in items
        if item["metadata"]["name"] not in together
    ]
    edges: dict[str, None] = {}
    for item in items:
        name = item["metadata"]["name"]
        end = ids("services" if name in together else name)
        before = [each["name"] for each in item["spec"].get("dependsOn") or ()] or ["source"]
        edges |= dict.fromkeys(edge(ids(each), end) for each in before)
    return chart("LR", [*lines, *edges])


def _label(name: str, spec: dict[str, object]) -> str:
    return f"{name}, suspended" if spec.get("suspend") else name


def secrets(platform: Platform) -> list[Secret]:
    """The Secrets to be made, each once."""
    found: dict[str, Secret] = {}
    for item in _secrets(platform):
        found.setdefault(item.name, item)
    return list(found.values())


def _secrets(platform: Platform) -> Iterator[Secret]:
    gitops = platform.gitops
    # `flux bootstrap` makes that of the repository itself.
    if gitops.secret is not None and gitops.flux.install == "operator":
        yield Secret(gitops.secret, f"reads {gitops.repository}", tuple(_credentials(platform, gitops.secret)))
    if gitops.decryption is not None and gitops.decryption.secret is not None:
        name = gitops.decryption.secret
        yield Secret(name, "decrypts files", (f"{_create(name)} --from-file=age.agekey",))
    for each, item in sorted(gitops.notifications.items()):
        if item.secret is not None:
            key = secret_key(item)
            commands = (f"read -rs {key.upper()}", f'{_create(item.secret)} --from-literal={key}="${key.upper()}"')
            yield Secret(item.secret, f"the {key} of {item.provider}, for {each}", commands)


def _create(name: str) -> str:
    return f"kubectl create secret generic {name} --namespace flux-system"


def _credentials(platform: Platform, name: str) -> Iterator[str]:
    """The commands for the repository's secret.

    https://fluxcd.io/flux/components/source/gitrepositories/#secret-reference
    """
    gitops = platform.gitops
    how, create = access(gitops), _create(name)
    if how == "sshKey":
        yield _key(platform)
        yield _known_hosts(platform)
        yield f"{create} --from-file=identity --from-file=identity.pub --from-file=known_hosts"
    elif how == "githubApp" and gitops.github_app is not None:
        app_of = gitops.github_app
        host = address(gitops).host
        own = "" if host == "github.com" else f" --from-literal=githubAppBaseURL=https://{host}/api/v3"
        ids = f"--from-literal=githubAppID={app_of.id} --from-literal=githubAppInstallationID={app_of.installation}"
        yield f"{create} {ids}{own} --from-file=githubAppPrivateKey=private-key.pem"
    else:
        user = '"$GIT_USERNAME"' if code_commit_region(gitops) else "git"
        if code_commit_region(gitops):
            yield "read -r GIT_USERNAME"
        yield "read -rs GIT_PASSWORD"
        yield f'{create} --from-literal=username={user} --from-literal=password="$GIT_PASSWORD"'


def key_made(platform: Platform) -> bool:
    """Whether people make a key pair; for GitHub and GitLab `flux bootstrap` does."""
    by_command = platform.gitops.flux.install == "bootstrap" and provider(platform.gitops) in TOKENS
    return access(platform.gitops) == "sshKey" and not by_command


def _key(platform: Platform) -> str:
    """A key pair; CodeCommit takes RSA alone."""
    of_kind = "rsa -b 4096 -m PEM" if code_commit_region(platform.gitops) else "ed25519"
    return f'ssh-keygen -t {of_kind} -N "" -C flux -f identity'


def _known_hosts(platform: Platform) -> str:
    host, _, port = address(platform.gitops).host.partition(":")
    return f"ssh-keyscan {f'-p {port} ' if port else ''}{host} > known_hosts"


TOKENS = {"github": "GITHUB_TOKEN", "gitlab": "GITLAB_TOKEN"}


def bootstrap(platform: Platform) -> list[str]:
    """The lines of the `flux bootstrap` command, with the token that it reads before it where it does.

    https://fluxcd.io/flux/installation/bootstrap/
    """
    gitops, how = platform.gitops, access(platform.gitops)
    host = provider(gitops)
    known = flux_versions().versions.get(gitops.flux.version)
    options = [
        *_repository(platform, how),
        f"--branch={gitops.branch}",
        f"--path={bootstrap_path(platform).removeprefix('./')}",
        f"--version=v{known.patch if known else f'{gitops.flux.version}.0'}",
        f"--components={','.join(COMPONENTS)}",
    ]
    if gitops.secret is not None:
        options.append(f"--secret-name={gitops.secret}")
    if platform.registry.mirror is not None:
        options.append(f"--registry={mirrored(platform, REGISTRY)}")
    command = [f"flux bootstrap {host if host in TOKENS else 'git'}", *options]
    lines = [f"{line} \\" for line in command[:-1]] + command[-1:]
    return [*_before(platform, host, how), *(line if index == 0 else f"  {line}" for index, line in enumerate(lines))]


def _before(platform: Platform, host: str, how: Access) -> list[str]:
    if key_made(platform):
        return [_key(platform)]
    variable = TOKENS.get(host, "GIT_PASSWORD")
    name = ["read -r GIT_USERNAME"] if host == "codecommit" and how != "sshKey" else []
    return [*name, f"read -rs {variable} && export {variable}"]


def _repository(platform: Platform, how: Access) -> Iterator[str]:
    gitops = platform.gitops
    place, host = address(gitops), provider(gitops)
    if host in TOKENS:
        yield f"--owner={place.owner}"
        yield f"--repository={place.name}"
        if place.host != f"{host}.com":
            yield f"--hostname={place.host.partition(':')[0]}" if how == "sshKey" else f"--hostname={place.host}"
        if how != "sshKey":
            yield "--token-auth"
        return
    yield f"--url={gitops.repository}"
    if how == "sshKey":
        yield "--private-key-file=identity"
    else:
        yield '--username="$GIT_USERNAME"' if host == "codecommit" else "--username=git"
