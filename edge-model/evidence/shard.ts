/**
 * @module One shard of a shop's evidence: counts of the visitors that hash to it, in SQLite.
 */
import { DurableObject } from 'cloudflare:workers'

export class EvidenceShard extends DurableObject {}
