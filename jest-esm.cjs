/**
 * Jest on Node 20 cannot load NestJS 12's ES modules from CommonJS tests. This rewrites real ES modules, and CommonJS
 * files that use `import()`, and leaves everything else as it is.
 */
const fs = require('node:fs');
const path = require('node:path');
const { createTransformer } = require('@swc/jest');

const swc = createTransformer({
  swcrc: false,
  sourceMaps: false,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' } },
  module: { type: 'commonjs' },
});

const memo = new Map();
function isModuleFolder(dir) {
  if (memo.has(dir)) return memo.get(dir);
  const manifest = path.join(dir, 'package.json');
  const parent = path.dirname(dir);
  const answer = fs.existsSync(manifest)
    ? JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module'
    : parent !== dir && isModuleFolder(parent);
  memo.set(dir, answer);
  return answer;
}

const isEsModule = (file) => file.endsWith('.mjs') || (!file.endsWith('.cjs') && isModuleFolder(path.dirname(file)));

// Jest's disk cache does not know this file: bump the prefix whenever it changes.
const CACHE_PREFIX = 'v1';

module.exports = {
  getCacheKey: (source, file, options) => CACHE_PREFIX + swc.getCacheKey(source, file, options),
  process: (source, file, options) =>
    isEsModule(file) || /\bimport\s*\(/.test(source) ? swc.process(source, file, options) : { code: source },
};
