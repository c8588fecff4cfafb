// cdk8s in JavaScript: OBJECTS.json OUT
const fs = require("fs");
const { ApiObject, App, Chart, YamlOutputType } = require("cdk8s");

const [objects, outdir] = process.argv.slice(2);
const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
for (const [service, members] of Object.entries(JSON.parse(fs.readFileSync(objects, "utf8")))) {
  const chart = new Chart(app, service);
  members.forEach((member, number) => new ApiObject(chart, String(number), member));
}
app.synth();
