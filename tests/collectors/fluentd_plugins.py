"""What the projects of Fluentd's plugins publish of those that are rendered: parameters, and what values they take.

https://docs.fluentd.org, and the README of each plugin.
"""

from tests.collectors.values import ANY, DATE, FIELD, HOST, INTEGER, PATH, PATHS, REGION, WORD, Check, array, matches
from tests.collectors.values import one_of as any_of
from tests.collectors.values import regex as readable

BOOL = any_of("true", "false")
SIZE = matches("[0-9]+[kmgtKMGT]?")
TIME = matches(r"[0-9]+[smhd]?|0\.[0-9]+")
QUOTED = matches(r'"[^"]*"')
LABEL = matches("@[A-Z0-9_]+")
LIST = matches(r"[\w.-]+(, ?[\w.-]+)*")
TEXT = matches(r'(#\{.*\}|[\w.-]|\$\{[\w.$]+\})+|"[^"]*"')
ID = matches(r"[\w.-]+")


def regex(value: str) -> bool:
    return len(value) > 2 and value[0] == value[-1] == "/" and readable(value[1:-1])


SYSTEM: dict[str, Check] = {"log_level": any_of("info", "warn", "error"), "suppress_repeated_stacktrace": BOOL}
COMMON: dict[str, Check] = {"@type": WORD, "@id": ID}

SOURCES: dict[str, dict[str, Check]] = {
    "prometheus": {"bind": HOST, "port": INTEGER, "metrics_path": PATH},
    "prometheus_output_monitor": {"interval": INTEGER},
    "prometheus_tail_monitor": {"interval": INTEGER},
    "tail": {
        "path": PATHS,
        "exclude_path": array,
        "path_key": FIELD,
        "pos_file": PATH,
        "pos_file_compaction_interval": TIME,
        "tag": WORD,
        "read_from_head": BOOL,
        "refresh_interval": INTEGER,
        "rotate_wait": INTEGER,
    },
    "systemd": {"path": PATH, "matches": array, "read_from_head": BOOL, "tag": WORD},
}
FILTERS: dict[str, dict[str, Check]] = {
    "concat": {
        "key": FIELD,
        "separator": QUOTED,
        "multiline_start_regexp": regex,
        "use_partial_cri_logtag": BOOL,
        "partial_cri_logtag_key": FIELD,
        "partial_cri_stream_key": FIELD,
        "stream_identity_key": FIELD,
        "use_first_timestamp": BOOL,
        "flush_interval": INTEGER,
        "timeout_label": LABEL,
    },
    "grep": {},
    "kubernetes_metadata": {
        "watch": any_of("false"),
        "skip_namespace_metadata": any_of("true"),
        "skip_labels": BOOL,
        "skip_container_metadata": BOOL,
        "skip_master_url": BOOL,
        "annotation_match": array,
        "cache_size": INTEGER,
        "cache_ttl": INTEGER,
        "stats_interval": INTEGER,
    },
    "record_transformer": {},
    "opensearch_genid": {"hash_id_key": FIELD},
    # Ours: its file is beside the configuration.
    "log_fields": {"key": FIELD, "into": FIELD, "hide": LIST, "replace_dots": BOOL},
}
OUTPUTS: dict[str, dict[str, Check]] = {
    "relabel": {"@label": LABEL},
    "null": {},
    "copy": {},
    "stdout": {},
    "detect_exceptions": {
        "remove_tag_prefix": FIELD,
        "message": FIELD,
        "stream": FIELD,
        "languages": LIST,
        "join_separator": QUOTED,
        "multiline_flush_interval": INTEGER,
        "max_lines": INTEGER,
        "max_bytes": INTEGER,
    },
    "cloudwatch_logs": {
        "region": REGION,
        "log_group_name": WORD,
        "log_stream_name": TEXT,
        "auto_create_stream": BOOL,
        "put_log_events_retry_wait": TIME,
        "put_log_events_disable_retry_limit": any_of("true"),
        "max_message_length": INTEGER,
    },
    # The plugin for Elasticsearch refuses a server that is OpenSearch.
    "opensearch": {
        "logstash_format": BOOL,
        "logstash_prefix": WORD,
        "logstash_dateformat": DATE,
        "utc_index": BOOL,
        "id_key": FIELD,
        "remove_keys": FIELD,
        "request_timeout": TIME,
        "reload_connections": any_of("false"),
        "reload_on_failure": any_of("false"),
        "reconnect_on_error": BOOL,
        "verify_os_version_at_startup": BOOL,
        "default_opensearch_version": INTEGER,
        "log_os_400_reason": BOOL,
        "unrecoverable_error_types": array,
    },
    "kinesis_firehose": {
        "region": REGION,
        "delivery_stream_name": WORD,
        "append_new_line": BOOL,
        "retries_on_batch_request": INTEGER,
        "drop_failed_records_after_batch_request_retries": any_of("false"),
    },
}
PARSERS: dict[str, dict[str, Check]] = {
    # A parser of CRI's format stamps records with the time of reading where what is inside has none.
    "regexp": {"expression": regex, "time_format": DATE, "keep_time_key": BOOL},
    "none": {"message_key": FIELD},
}
BUFFERS: dict[str, dict[str, Check]] = {
    "file": {
        "path": PATH,
        "flush_mode": any_of("interval"),
        "flush_interval": TIME,
        "flush_thread_count": INTEGER,
        "chunk_limit_size": SIZE,
        "chunk_limit_records": INTEGER,
        "total_limit_size": SIZE,
        "overflow_action": any_of("block", "drop_oldest_chunk"),
        "retry_type": any_of("exponential_backoff"),
        "retry_wait": TIME,
        "retry_max_interval": TIME,
        "retry_timeout": TIME,
    }
}
PLAIN: dict[str, dict[str, Check]] = {
    "exclude": {"key": FIELD, "pattern": regex},
    "record": {"host": ANY},
    "entry": {"fields_strip_underscores": BOOL, "fields_lowercase": BOOL},
    "endpoint": {
        "url": QUOTED,
        "region": REGION,
        "assume_role_arn": QUOTED,
        "assume_role_web_identity_token_file": QUOTED,
        "refresh_credentials_interval": TIME,
    },
    "inject": {"time_key": FIELD, "time_type": any_of("string"), "time_format": DATE, "localtime": BOOL},
}
"""Sections without a type."""

TYPED: dict[str, dict[str, dict[str, Check]]] = {
    "source": SOURCES,
    "filter": FILTERS,
    "match": OUTPUTS,
    "store": OUTPUTS,
    "parse": PARSERS,
    "buffer": BUFFERS,
    "format": {"json": {}},
    "storage": {"local": {"persistent": BOOL, "path": PATH}},
}
INSIDE: dict[str, set[str]] = {
    "tail": {"parse"},
    "systemd": {"storage", "entry"},
    "grep": {"exclude"},
    "record_transformer": {"record"},
    "copy": {"store"},
    "cloudwatch_logs": {"buffer"},
    "opensearch": {"buffer", "endpoint"},
    "kinesis_firehose": {"buffer", "format", "inject"},
}
"""The sections that a plugin takes, and must have."""
