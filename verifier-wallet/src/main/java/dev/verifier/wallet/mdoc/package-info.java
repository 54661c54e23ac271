/**
 * mdocs of the witness (ISO/IEC 18013-5): how they are issued, held and presented over OpenID4VP, honestly and not. Owns their CBOR and
 * how they are made; judges none of them.
 */
@NullMarked
package dev.verifier.wallet.mdoc;

import org.jspecify.annotations.NullMarked;
