/**
 * People and machines that do what a test suite tells them, around a verifier that runs beside them. Owns the browser without a window, the
 * people's credentials and whether they hold, the list of clients, and the verifier's process; how a wallet answers is the wallet's.
 */
@NullMarked
package dev.verifier.wallet.kit;

import org.jspecify.annotations.NullMarked;
