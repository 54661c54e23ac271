/**
 * The wallet's side of OpenID4VP 1.0, credential format {@code jwt_vc_json}: reads a request, judges it as a careful wallet must before it
 * shows it to anybody, finds what it asks for among the credentials held, and posts the answer. Makes no presentation, which is the
 * witness's. Formats that will come, {@code dc+sd-jwt} and {@code mso_mdoc}, have their place in {@link
 * dev.verifier.wallet.openid4vp.CredentialQuery}: a query for them is read, and nothing held matches it yet.
 */
@NullMarked
package dev.verifier.wallet.openid4vp;

import org.jspecify.annotations.NullMarked;
