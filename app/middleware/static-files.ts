/**
 * Serves styles, scripts and fonts: the platform's own from `public/`, and of the packages only the files named here. Their
 * addresses bear the platform's version, so that browsers may keep them for good.
 */
import { join } from 'node:path';
import express from 'express';
import type { Router } from 'express';

const vendorFiles: Readonly<Record<string, string>> = {
  'adminlte.min.css': 'admin-lte/dist/css/adminlte.min.css',
  'adminlte.min.js': 'admin-lte/dist/js/adminlte.min.js',
  'bootstrap.bundle.min.js': 'bootstrap/dist/js/bootstrap.bundle.min.js',
  'bootstrap-icons.min.css': 'bootstrap-icons/font/bootstrap-icons.min.css',
  'fonts/bootstrap-icons.woff2': 'bootstrap-icons/font/fonts/bootstrap-icons.woff2',
  'fonts/bootstrap-icons.woff': 'bootstrap-icons/font/fonts/bootstrap-icons.woff',
  'jquery.min.js': 'jquery/dist/jquery.min.js',
};

const keptSeconds = 365 * 24 * 3_600;

/** @param root the project's folder, in which `public/` and `node_modules/` lie */
export function staticFiles(root: string): Router {
  const router = express.Router();
  const options = { maxAge: keptSeconds * 1_000, immutable: true };
  router.use('/public', express.static(join(root, 'public'), { ...options, index: false, redirect: false }));
  for (const [name, path] of Object.entries(vendorFiles)) {
    router.get(`/vendor/${name}`, (_request, response) => {
      response.sendFile(join(root, 'node_modules', path), options);
    });
  }
  return router;
}
