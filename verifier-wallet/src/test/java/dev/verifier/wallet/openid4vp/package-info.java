/** Tests of the wallet's side of OpenID4VP against a verifier of their own. */
@NullMarked
package dev.verifier.wallet.openid4vp;

import org.jspecify.annotations.NullMarked;
