/**
 * The witness and its rogues' gallery: a wallet, a test authority, a test issuer, and every way we know to lie with them. Owns how
 * honest and dishonest messages are <em>made</em>, a machine's and a person's; judges none of them, and shares no code with what does,
 * so that a mistake in the judge finds no twin here. Nothing in this room is fit to guard a real key.
 */
@NullMarked
package dev.verifier.wallet;

import org.jspecify.annotations.NullMarked;
