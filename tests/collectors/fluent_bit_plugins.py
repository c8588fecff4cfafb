"""What Fluent Bit's documentation says of the plugins that are rendered: parameters, and what values they take.

https://docs.fluentbit.io/manual
"""

from tests.collectors.values import (
    ANY,
    DATE,
    FIELD,
    HOST,
    INTEGER,
    NAME,
    PATH,
    PATHS,
    REGION,
    WORD,
    Check,
    matches,
    one_of,
    regex,
)

BOOL = one_of("on", "off", "true", "false")
SIZE = matches(r"[0-9]+([kKmMgG][bB]?)?")
BUFFER = matches(r"[0-9]+([kKmMgG][bB]?)?|False")
TIME = matches(r"[0-9]+(\.[0-9]+)?[smhd]?")
LUA = matches(r"/[\w./-]+\.lua")
RULE = matches(r'"(start_state|[a-z_]+)" +"/.+/" +"[a-z_]+"')

SERVICE: dict[str, Check] = {
    "flush": TIME,
    "grace": INTEGER,
    "log_level": one_of("off", "error", "warn", "info", "debug", "trace"),
    "daemon": BOOL,
    "parsers_file": PATH,
    "http_server": BOOL,
    "http_listen": HOST,
    "http_port": INTEGER,
    "health_check": BOOL,
    "hc_errors_count": INTEGER,
    "hc_retry_failure_count": INTEGER,
    "hc_period": INTEGER,
    "scheduler.base": INTEGER,
    "scheduler.cap": INTEGER,
    "storage.path": PATH,
    "storage.sync": one_of("normal", "full"),
    "storage.checksum": BOOL,
    "storage.max_chunks_up": INTEGER,
    "storage.backlog.mem_limit": SIZE,
    "storage.metrics": BOOL,
}

INPUT: dict[str, Check] = {
    "name": WORD,
    "alias": NAME,
    "tag": WORD,
    "storage.type": one_of("memory", "filesystem"),
    "storage.pause_on_chunks_overlimit": BOOL,
    "mem_buf_limit": SIZE,
}
FILTER: dict[str, Check] = {"name": WORD, "alias": NAME, "match": WORD, "match_regex": regex}
OUTPUT: dict[str, Check] = {
    **FILTER,
    "retry_limit": matches("[0-9]+|no_limits|no_retries"),
    "storage.total_limit_size": SIZE,
    "workers": INTEGER,
}
_AWS: dict[str, Check] = {"region": REGION, "endpoint": WORD, "role_arn": WORD, "auto_retry_requests": BOOL}

INPUTS: dict[str, dict[str, Check]] = {
    "tail": {
        "path": PATHS,
        "path_key": FIELD,
        "exclude_path": PATHS,
        "key": FIELD,
        "multiline.parser": NAME,
        "db": PATH,
        "db.locking": BOOL,
        "db.sync": one_of("extra", "full", "normal", "off"),
        "read_from_head": BOOL,
        "refresh_interval": INTEGER,
        "rotate_wait": INTEGER,
        "buffer_chunk_size": SIZE,
        "buffer_max_size": SIZE,
        "skip_long_lines": BOOL,
        "skip_empty_lines": BOOL,
    },
    "systemd": {
        "path": PATH,
        "systemd_filter": matches(r"_SYSTEMD_UNIT=[\w:.@-]+"),
        "systemd_filter_type": one_of("and", "or"),
        "read_from_tail": BOOL,
        "strip_underscores": BOOL,
        "lowercase": BOOL,
        "db": PATH,
    },
}

FILTERS: dict[str, dict[str, Check]] = {
    "multiline": {
        "multiline.key_content": FIELD,
        "multiline.parser": matches(r"[\w-]+(, [\w-]+)*"),
        "mode": one_of("parser"),
        "buffer": BOOL,
        "flush_ms": INTEGER,
        "emitter_name": NAME,
        "emitter_storage.type": one_of("filesystem"),
        "emitter_mem_buf_limit": matches("100M"),
    },
    "grep": {"exclude": lambda value: regex(value.partition(" ")[2]), "regex": ANY, "logical_op": ANY},
    "kubernetes": {
        "kube_tag_prefix": WORD,
        "use_kubelet": BOOL,
        "kubelet_host": HOST,
        "kubelet_port": INTEGER,
        "kube_meta_cache_ttl": TIME,
        "buffer_size": SIZE,
        "labels": BOOL,
        "annotations": BOOL,
        "merge_log": BOOL,
        "merge_log_key": FIELD,
        "keep_log": BOOL,
        "k8s-logging.parser": BOOL,
        "k8s-logging.exclude": BOOL,
    },
    "record_modifier": {"record": matches(r"\w+ \S+"), "remove_key": FIELD},
    "lua": {"script": LUA, "call": FIELD, "enable_flb_null": BOOL},
}

OUTPUTS: dict[str, dict[str, Check]] = {
    "cloudwatch_logs": {
        **_AWS,
        "log_group_name": WORD,
        "log_stream_name": WORD,
        "log_stream_prefix": WORD,
        # Behind a variable only a dot or a comma may follow.
        "log_stream_template": matches(r"(\$\w+(\['\w+'\])*)([.,]\$\w+(\['\w+'\])*)*"),
        "auto_create_group": one_of("false"),
    },
    "opensearch": {
        "host": HOST,
        "port": INTEGER,
        "tls": BOOL,
        "tls.verify": BOOL,
        "aws_auth": BOOL,
        "aws_region": REGION,
        "aws_service_name": one_of("es", "aoss"),
        "logstash_format": BOOL,
        "logstash_prefix": WORD,
        "logstash_dateformat": DATE,
        "time_key": FIELD,
        "time_key_nanos": BOOL,
        "generate_id": BOOL,
        "write_operation": one_of("create", "index"),
        "replace_dots": BOOL,
        "suppress_type_name": BOOL,
        # With a limit, a long reply makes it send again what was accepted.
        "buffer_size": matches("False"),
        "trace_error": BOOL,
    },
    "kinesis_firehose": {**_AWS, "delivery_stream": NAME, "time_key": FIELD, "time_key_format": DATE},
}

MULTILINE_PARSER: dict[str, Check] = {
    "name": NAME,
    "type": one_of("regex"),
    "flush_timeout": INTEGER,
    "rule": RULE,
}

REQUIRED = {
    "tail": {"path", "tag", "db", "storage.type"},
    "systemd": {"tag", "db", "storage.type"},
    "multiline": {"emitter_name", "emitter_storage.type", "emitter_mem_buf_limit"},
    "cloudwatch_logs": {"region", "log_group_name", "log_stream_prefix", "storage.total_limit_size", "retry_limit"},
    "opensearch": {"host", "buffer_size", "storage.total_limit_size", "retry_limit"},
    "kinesis_firehose": {"region", "delivery_stream", "storage.total_limit_size", "retry_limit"},
}
REPEATED = {"systemd_filter", "rule", "record", "remove_key", "exclude"}
BUILT_IN = {"docker", "cri", "go", "java", "python", "ruby"}
"""Multiline parsers that need no definition."""
