/**
 * The wallet at the command line. Owns words, files, the network, the clock and the dice; makes no message of its own and decides nothing
 * about one, both of which are the wallet's.
 */
@NullMarked
package dev.verifier.wallet.cli;

import org.jspecify.annotations.NullMarked;
