/** Tests of logins with a wallet, from within. */
@NullMarked
package dev.verifier.server.wallet;

import org.jspecify.annotations.NullMarked;
