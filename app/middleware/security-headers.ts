/**
 * The headers every answer bears. The content security policy allows what the platform serves itself and nothing inline; the
 * QR codes are images of the `data:` kind, as are Bootstrap's arrows.
 */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** @param secure whether the platform is reached by TLS: only then browsers are told to insist on it */
export function securityHeaders({ secure }: { readonly secure: boolean }): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}
