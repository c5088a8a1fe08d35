/** The Worker's entry, as `exports` of cloudflare:workers gives it. */
declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('../../../edge-model/worker.ts')
  }
}
