/**
 * Fills a shelf when it comes near the screen: with the Worker's products, else with Shopify's own recommendations, else with
 * what the block's settings name; else the shelf goes away.
 */
const VIEWED = 'aisle-viewed'
const VISITOR = 'aisle-visitor'
/** Milliseconds until something else is shown. */
const LIMIT = 2_000
/** Milliseconds that Shopify's Customer Privacy API is waited for. */
const PRIVACY_LIMIT = 500

/** What `use` makes of a browser's storage, undefined where the browser keeps nothing. */
const kept = (use) => {
  try {
    return use()
  } catch {
    return undefined
  }
}

/** Products looked at in this tab, newest last, this page's among them. */
const viewed = (product) =>
  kept(() => {
    const before = (sessionStorage.getItem(VIEWED) ?? '')
      .split(',')
      .filter((id) => id !== '' && id !== product)
    const all = (product ? [...before, product] : before).slice(-20)
    sessionStorage.setItem(VIEWED, all.join(','))
    return all
  }) ?? (product ? [product] : [])

/** Shopify's Customer Privacy API, which a theme loads late or not at all; undefined where it does not come in time. */
const privacyApi = () =>
  new Promise((resolve) => {
    const tell = () => resolve(window.Shopify?.customerPrivacy)
    if (window.Shopify?.customerPrivacy || !window.Shopify?.loadFeatures) return tell()
    window.Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], tell)
    setTimeout(tell, PRIVACY_LIMIT)
  })

/**
 * The visitor's id while they consent, by Shopify's privacy banner, to be recognised and counted. A refusal deletes it; while
 * nobody knows what they chose it is kept and not told: another id on each page would be another visitor.
 */
const visitor = async () => {
  const privacy = await privacyApi()
  if (!privacy || privacy.consentStatus === 'loading') return undefined
  const consents = privacy.preferencesProcessingAllowed?.() && privacy.analyticsProcessingAllowed?.()
  return kept(() => {
    if (!consents) return void localStorage.removeItem(VISITOR)
    const known = localStorage.getItem(VISITOR) ?? crypto.randomUUID()
    localStorage.setItem(VISITOR, known)
    return known
  })
}

/** The cards on a page that the shop rendered. */
const cardsAt = async (url, list) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(LIMIT) })
  if (!response.ok) return []
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  return [...page.querySelectorAll(`${list} .aisle-card[data-product-id]`)]
}

class AisleShelf extends HTMLElement {
  connectedCallback() {
    if (!this.querySelector('[aria-busy]')) return
    this.items = viewed(this.dataset.product)
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry.isIntersecting) return
        observer.disconnect()
        this.fill()
      },
      { rootMargin: '600px' },
    )
    observer.observe(this)
  }

  async fill() {
    const sources = [() => this.recommended(), () => this.native(), () => this.instead()]
    for (const source of sources) {
      const cards = await source().catch(() => [])
      if (cards.length > 0) return this.show(cards)
    }
    this.hidden = true
  }

  async recommended() {
    const { url, slot, length, cart = '', product = '' } = this.dataset
    const id = await visitor()
    const parameters = new URLSearchParams({
      slot,
      limit: length,
      items: (slot === 'cart' ? [...this.items, ...cart.split(',')] : this.items).join(','),
      exclude: [cart, product].join(','),
      format: 'liquid',
      ...(id && { consent: 'true', visitorId: id }),
      // The proxy's signature is good once; two shelves of one second must not have the same.
      nonce: crypto.randomUUID(),
    })
    return cardsAt(`${url}?${parameters}`, '.aisle-shelf__list')
  }

  async native() {
    return this.dataset.native ? cardsAt(this.dataset.native, `#${CSS.escape(this.id)}`) : []
  }

  async instead() {
    return [...(this.querySelector('[data-instead]')?.content.children ?? [])]
  }

  show(cards) {
    const list = this.querySelector('[data-list]')
    list.replaceChildren(...cards.slice(0, Number(this.dataset.length)))
    list.removeAttribute('aria-busy')
    this.querySelector('[data-status]')?.replaceChildren()
  }
}

customElements.define('aisle-shelf', AisleShelf)
