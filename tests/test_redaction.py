"""What hides values: the scripts of both collectors, run by Lua and Ruby where these are installed, do the same."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.manifests import named, objects
from tests.test_collectors import logging

NAMES = ["password", "Authorization"]
TEXTS = {
    "user=1 password=hunter2, ok": "user=1 password=[redacted], ok",
    'say "Password": "a\\"b", x': 'say "Password": "[redacted]", x',
    "Authorization: Bearer abc.def": "Authorization: [redacted]",
    "authorization=basic": "authorization=[redacted]",
    "mypassword=1 password": "mypassword=1 password",
    "password=": "password=",
    'password: ["x", "y"]': "password: [redacted]",
    "password='a b' c": "password='[redacted]' c",
    'x {\\"password\\":\\"q\\"}': 'x {\\"password\\":\\"[redacted]\\"}',
    "password=a password=b": "password=[redacted] password=[redacted]",
    "nothing here": "nothing here",
}
FIELDS: dict[str, Any] = {"a": {"password": "x", "n": 1, "list": [{"AUTHORIZATION": 5}, "password=z"]}}
HIDDEN: dict[str, Any] = {
    "a": {"password": "[redacted]", "n": 1, "list": [{"AUTHORIZATION": "[redacted]"}, "password=[redacted]"]}
}
KUBERNETES = {"labels": {"password": "kept"}}

LUA_MAIN = """
local function show(value)
  if type(value) ~= "table" then
    return type(value) == "string" and string.format("%q", value):gsub("\\\\\\n", "\\\\n") or tostring(value)
  end
  local parts = {}
  for key, item in pairs(value) do
    parts[#parts + 1] = (type(key) == "number" and "" or string.format("%q:", key)) .. show(item)
  end
  local open, close = "{", "}"
  if #value > 0 then open, close = "[", "]" end
  return open .. table.concat(parts, ",") .. close
end
for _, record in ipairs(RECORDS) do
  local code, _, changed = redact("tag", 1, record)
  print(code .. " " .. show(changed))
end
"""
RUBY_MAIN = """
module Fluent
  module Plugin
    def self.register_filter(*); end

    class Filter
      def self.desc(*); end

      def self.config_param(name, *, **options)
        define_method(name) { @given.fetch(name.to_s, options[:default]) }
      end

      def configure(given)
        @given = given
      end
    end
  end
end
$LOADED_FEATURES << "fluent/plugin/filter.rb"
module Kernel
  alias_method :required, :require
  def require(name) = name == "fluent/plugin/filter" || required(name)
end
require "json"
require ARGV[0]
filter = Fluent::Plugin::LogFieldsFilter.new
filter.configure({"hide" => JSON.parse(ARGV[1])})
JSON.parse($stdin.read).each { |record| puts JSON.generate(filter.filter("tag", 0, record)) }
"""


def lua(value: Any) -> str:
    """A value as Lua writes it."""
    if isinstance(value, dict):
        return "{" + ",".join(f"[{lua(key)}]={lua(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "{" + ",".join(map(lua, value)) + "}"
    return json.dumps(value)


def program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{' or '.join(names)} is not installed")
    return found


def run(command: list[str], given: str = "") -> list[str]:
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_fluent_bit_s_script(tmp_path: Path) -> None:
    files = named(objects(logging("fluent-bit", redact=NAMES)), "ConfigMap", "fluent-bit")["data"]
    records = [*({"log": text} for text in TEXTS), {"log_processed": FIELDS, "kubernetes": KUBERNETES}]
    script = tmp_path / "main.lua"
    script.write_text(f"{files['redact.lua']}\nRECORDS = {lua(records)}\n{LUA_MAIN}")
    found = [line.split(" ", 1) for line in run([program("luajit", "lua5.1", "lua"), str(script)])]
    wanted = [*({"log": text} for text in TEXTS.values()), {"log_processed": HIDDEN, "kubernetes": KUBERNETES}]
    assert [json.loads(text) for _, text in found] == wanted
    assert [code for code, _ in found] == [
        "0" if one == other else "2" for one, other in zip(records, wanted, strict=True)
    ]


def test_fluentd_s_plugin(tmp_path: Path) -> None:
    files = named(objects(logging("fluentd", redact=NAMES)), "ConfigMap", "fluentd-cloudwatch")["data"]
    plugin, main = tmp_path / "filter_log_fields.rb", tmp_path / "main.rb"
    plugin.write_text(files["filter_log_fields.rb"])
    main.write_text(RUBY_MAIN)
    records = [
        *({"log": text} for text in TEXTS),
        {"log": json.dumps(FIELDS), "kubernetes": KUBERNETES},
        {"log": "[1]"},
    ]
    found = run([program("ruby"), str(main), str(plugin), json.dumps(NAMES)], json.dumps(records))
    wanted = [*({"log": text} for text in TEXTS.values()), {"kubernetes": KUBERNETES, "log_processed": HIDDEN}]
    assert list(map(json.loads, found)) == [*wanted, {"log": "[1]"}]
