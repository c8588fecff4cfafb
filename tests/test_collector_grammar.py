"""The readers of collectors' configurations refuse what the programs take and then do not do, and what they refuse."""

import pytest

from tests.collectors import fluent_bit, fluentd
from tests.manifests import named, objects
from tests.test_collectors import WIDE, logging

BIT = named(objects(logging("fluent-bit", **WIDE)), "ConfigMap", "fluent-bit")["data"]
RUBY = named(objects(logging("fluentd", **WIDE)), "ConfigMap", "fluentd-cloudwatch")["data"]["fluentd.conf"]


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("[OUTPUT]", "[OUTPUTT]", "no section"),
        ("Refresh_Interval  10", "Refresh_Intervall 10", "no parameter refresh_intervall"),
        ("Refresh_Interval  10", "Refresh_Interval  soon", "refresh_interval cannot be"),
        ("Keep_Log            Off", "Keep_Log            Nope", "keep_log cannot be"),
        ("Exclude log kube-probe/", "Exclude log kube-(probe/", "exclude cannot be"),
        ("    storage.metrics           on", "    storage.metric            on", "no parameter storage.metric"),
        ("multiline.parser       java, python", "multiline.parser       java, perl", "no multiline parser perl"),
        (
            "    auto_create_group        false\n",
            "    auto_create_group false\n     x y\n",
            "an indentation of its own",
        ),
        ("    storage.type      filesystem\n", "", "storage.type is missing"),
        ("    emitter_storage.type   filesystem\n", "", "emitter_storage.type is missing"),
        ("emitter_mem_buf_limit  100M", "emitter_mem_buf_limit  10M", "emitter_mem_buf_limit cannot be"),
        ("    log_group_name           /aws/eks/demo/containers\n", "", "log_group_name is missing"),
        ("    Match host.*\n", "", "it matches nothing"),
        ("/redact.lua", "/other.lua", "no file"),
        ("[FILTER]\n    Name                   multiline", "{before}", "a filter before a multiline one"),
    ],
)
def test_fluent_bit(right: str, wrong: str, fault: str) -> None:
    before = "[FILTER]\n    Name  record_modifier\n    Match *\n    Remove_key x\n\n" + right
    text = BIT["fluent-bit.conf"]
    assert right in text
    with pytest.raises(ValueError, match=fault):
        fluent_bit.check({**BIT, "fluent-bit.conf": text.replace(right, wrong.replace("{before}", before), 1)})


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("  read_from_head true", "  read_from_heads true", "read_from_heads is not used"),
        ("  refresh_interval 10", "  refresh_interval soon", "refresh_interval cannot be"),
        ("      retry_timeout 12h", "      retry_timeout 12x", "retry_timeout cannot be"),
        ("    @type regexp", "    @type cri", "no <parse> of type cri"),
        ("    @type cloudwatch_logs", "    @type elasticsearch", "no <match> of type elasticsearch"),
        ("    @label @KUBERNETES", "    @label @NOWHERE", "no label @NOWHERE"),
        ("<system>", "@include other.conf\n<system>", "is not used|no parameter"),
        ("  </parse>", "  </pars>", "closes another element"),
        ("pattern /kube-probe//", "pattern /kube-(probe//", "pattern cannot be"),
        ("    @id fields", "    @id kubernetes", "kubernetes 2 times"),
        ('"\\n"', '"#{exit}"', "no text in quotes"),
        ("watch false", "watch true", "watch cannot be"),
        ("  <match **>\n    @type relabel", "  <match raw.**>\n    @type relabel", "what nothing matches is lost"),
    ],
)
def test_fluentd(right: str, wrong: str, fault: str) -> None:
    assert right in RUBY
    with pytest.raises(ValueError, match=fault):
        fluentd.check(RUBY.replace(right, wrong, 1))
