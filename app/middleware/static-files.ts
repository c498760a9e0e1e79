/**
 * Serves styles, scripts and fonts: the platform's own from `public/`, and of the packages only the files named here. Their
 * addresses bear the platform's version, so that browsers may keep them for good.
 */
import { join } from 'node:path';
import express from 'express';
import type { Router } from 'express';

/**
 * AdminLTE's stylesheet is Bootstrap's, of the version that package.json pins, with a frame around it: served once. What
 * Bootstrap's script would open and fold, the browser's own `details` does, and without any script.
 */
const vendorFiles: Readonly<Record<string, string>> = {
  'admin-lte/adminlte.min.css': 'admin-lte/dist/css/adminlte.min.css',
  'bootstrap-icons/bootstrap-icons.min.css': 'bootstrap-icons/font/bootstrap-icons.min.css',
  'bootstrap-icons/fonts/bootstrap-icons.woff2': 'bootstrap-icons/font/fonts/bootstrap-icons.woff2',
  'bootstrap-icons/fonts/bootstrap-icons.woff': 'bootstrap-icons/font/fonts/bootstrap-icons.woff',
  'jquery/jquery.min.js': 'jquery/dist/jquery.min.js',
};
const ownFolders = ['css', 'js', 'images'];

const keptSeconds = 365 * 24 * 3_600;

/** @param root the project's folder, in which `public/` and `node_modules/` lie */
export function staticFiles(root: string): Router {
  const router = express.Router();
  const options = { maxAge: keptSeconds * 1_000, immutable: true };
  for (const folder of ownFolders) {
    const own = express.static(join(root, 'public', folder), { ...options, index: false, redirect: false });
    router.use(`/${folder}`, own);
  }
  for (const [name, path] of Object.entries(vendorFiles)) {
    router.get(`/vendor/${name}`, (_request, response) => {
      response.sendFile(join(root, 'node_modules', path), options);
    });
  }
  return router;
}
