// @ts-self-types="./box2d_build.d.ts"
// JavaScript, because TypeScript has no syntax for `import source`.
import factory from "box2d-wasm/dist/umd/Box2D.simd.js";
import source plain from "box2d-wasm/dist/umd/Box2D.wasm";
import source simd from "box2d-wasm/dist/umd/Box2D.simd.wasm";

export { factory, plain, simd };
