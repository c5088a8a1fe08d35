/** A WebAssembly file imported by a Worker arrives compiled. */
declare module '*.wasm' {
  const compiled: WebAssembly.Module
  export default compiled
}
