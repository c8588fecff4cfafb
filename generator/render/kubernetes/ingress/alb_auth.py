"""Log-in at the load balancer, before a request reaches a service.

https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#authentication
"""

import json
from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.types.platform import Platform
from generator.platform.types.route_options import Cognito, Oidc, RouteAuth, Session
from generator.render.kubernetes.infrastructure.controllers.aws_load_balancer_controller import NAME, NAMESPACE
from generator.render.kubernetes.manifest import Manifest, platform_labels


def login(auth: RouteAuth) -> dict[str, str]:
    """The annotations of a way to log in, without their prefix."""
    if auth.oidc is not None:
        return {"auth-type": "oidc", "auth-idp-oidc": json.dumps(_oidc(auth.oidc)), **_session(auth.oidc)}
    if auth.cognito is not None:
        pool = json.dumps(_cognito(auth.cognito))
        return {"auth-type": "cognito", "auth-idp-cognito": pool, **_session(auth.cognito)}
    return {}


def _oidc(oidc: Oidc) -> dict[str, str]:
    return {
        "issuer": oidc.issuer,
        "authorizationEndpoint": oidc.authorization_endpoint,
        "tokenEndpoint": oidc.token_endpoint,
        "userInfoEndpoint": oidc.user_info_endpoint,
        "secretName": oidc.secret,
    }


def _cognito(cognito: Cognito) -> dict[str, str]:
    return {
        "userPoolARN": cognito.user_pool,
        "userPoolClientID": cognito.client,
        "userPoolDomain": cognito.domain,
    }


def _session(session: Session) -> dict[str, str]:
    return {
        "auth-scope": session.scope,
        "auth-session-timeout": str(session.session_timeout_seconds),
        "auth-on-unauthenticated-request": session.unauthenticated,
    }


def actions(auth: RouteAuth) -> list[Manifest]:
    """The same as actions of a rule of a gateway.

    https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/listenerruleconfig/
    """
    if auth.oidc is not None:
        given = {key: value for key, value in _oidc(auth.oidc).items() if key != "secretName"}
        config = {**given, "secret": {"name": auth.oidc.secret}, **_session_fields(auth.oidc)}
        return [{"type": "authenticate-oidc", "authenticateOIDCConfig": config}]
    if auth.cognito is not None:
        pool = auth.cognito
        given = {"userPoolArn": pool.user_pool, "userPoolClientId": pool.client, "userPoolDomain": pool.domain}
        config = {**given, **_session_fields(pool)}
        return [{"type": "authenticate-cognito", "authenticateCognitoConfig": config}]
    return []


def _session_fields(session: Session) -> Manifest:
    return {
        "scope": session.scope,
        "sessionTimeout": session.session_timeout_seconds,
        "onUnauthenticatedRequest": session.unauthenticated,
    }


def secret_reader(platform: Platform, name: str, namespace: str, secret: str) -> Iterator[Manifest]:
    """Yield what lets the controller read the one Secret: of itself it reads none.

    That of Auto Mode is a member of a group: https://docs.aws.amazon.com/eks/latest/userguide/auto-managed-rbac.html
    """
    metadata = {"name": name, "namespace": namespace, "labels": platform_labels(platform)}
    group = "rbac.authorization.k8s.io"
    rule = {"apiGroups": [""], "resources": ["secrets"], "resourceNames": [secret], "verbs": ["get", "list", "watch"]}
    yield {"apiVersion": f"{group}/v1", "kind": "Role", "metadata": metadata, "rules": [rule]}
    yield {
        "apiVersion": f"{group}/v1",
        "kind": "RoleBinding",
        "metadata": metadata,
        "roleRef": {"apiGroup": group, "kind": "Role", "name": name},
        "subjects": [
            {"kind": "ServiceAccount", "name": NAME, "namespace": NAMESPACE}
            if auto_mode(platform) is None
            else {"kind": "Group", "name": "eks:managed", "apiGroup": group}
        ],
    }
