/** The project's own lint rules; `deno.json` names this file. */
import list from "./struck_words.txt" with { type: "text" };

const TENSOR_TRAPS: Readonly<Record<string, string>> = {
  dataSync: "it cannot work on WebGPU, expected read() of core/engine",
  arraySync: "it cannot work on WebGPU, expected read() of core/engine",
  keep: "it hides who owns a tensor, expected a variable or a returned tensor",
};

/** Types that any value has, through which any cast is allowed. */
const TOP_TYPES: Readonly<Record<string, string>> = {
  TSUnknownKeyword: "unknown",
  TSObjectKeyword: "object",
};

/** Path of a file below the project. */
function place(fileName: string): string {
  return fileName.replace(/\\/g, "/").replace(new URL("../", import.meta.url).pathname, "");
}

/** Outside of the product: tests, suites, reference data, tools, benchmarks. */
const isTest = (fileName: string): boolean =>
  /_(test|bench)\.ts$|^(tests|testing|reference|tools|bench)\//.test(place(fileName));

function noConsole(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  if (/^(cli|tools)\//.test(place(context.filename)) || isTest(context.filename)) return {};
  return {
    'MemberExpression[object.name="console"]'(node: Deno.lint.Node) {
      context.report({
        node,
        message: "Cannot print here: only cli/ and tools/ print, expected a returned value",
      });
    },
  };
}

function noAmbientRandom(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  return {
    'MemberExpression[object.name="Math"][property.name="random"]'(node: Deno.lint.Node) {
      context.report({ node, message: "Cannot draw ambient random numbers: expected a passed Rng" });
    },
  };
}

function noTensorTraps(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  if (isTest(context.filename)) return {};
  return {
    MemberExpression(node: Deno.lint.MemberExpression) {
      const name = node.property.type === "Identifier" ? node.property.name : "";
      if (Object.hasOwn(TENSOR_TRAPS, name)) {
        context.report({ node, message: `Cannot use ${name} here: ${TENSOR_TRAPS[name]}` });
      }
    },
  };
}

function noDoubleCast(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  return {
    TSAsExpression(node: Deno.lint.TSAsExpression) {
      const inner = node.expression;
      const through = inner.type === "TSAsExpression" ? TOP_TYPES[inner.typeAnnotation.type] : undefined;
      if (through) {
        context.report({
          node,
          message: `Cannot cast through ${through}: expected a check or a better type`,
        });
      }
    },
  };
}

/** Words that were given up, and the field's terms in their place. */
const STRUCK: readonly (readonly [word: RegExp, term: string])[] = list.split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" -> "))
  .map(([word, term]) => [new RegExp(`(?<![A-Za-z])${word}(?![a-z])`, "g"), term]);

function noStruckWords(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  return {
    Program() {
      for (const [word, term] of STRUCK) {
        for (const { 0: found, index } of context.sourceCode.text.matchAll(word)) {
          const message = `Cannot say "${found}" here: expected the field's term, ${term}`;
          context.report({ range: [index, index + found.length], message });
        }
      }
    },
  };
}

const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "no-console": { create: noConsole },
    "no-ambient-random": { create: noAmbientRandom },
    "no-tensor-traps": { create: noTensorTraps },
    "no-double-cast": { create: noDoubleCast },
    "no-struck-words": { create: noStruckWords },
  },
};
export default plugin;
