/**
 * @module Routes are the files in app/routes; in development Hydrogen adds its own tools beside them.
 */
import { flatRoutes } from '@react-router/fs-routes'
import { hydrogenRoutes } from '@shopify/hydrogen'

export default hydrogenRoutes(await flatRoutes())
