// Validates files with ajv. Standard input: a line with the schema of levels, one with that of plans, then a line for each file,
// "level {…}" or "plan {…}". Standard output: a line for each file, true or false.
const Ajv = require("ajv/dist/2020");
const lines = require("fs").readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
const ajv = new Ajv({ strictTypes: false, strictTuples: false, strictRequired: false, multipleOfPrecision: 5 });
ajv.addVocabulary(["allowComments", "allowTrailingCommas"]);
const validate = { level: ajv.compile(JSON.parse(lines[0])), plan: ajv.compile(JSON.parse(lines[1])) };
for (const line of lines.slice(2)) {
  const space = line.indexOf(" ");
  console.log(validate[line.slice(0, space)](JSON.parse(line.slice(space + 1))));
}
