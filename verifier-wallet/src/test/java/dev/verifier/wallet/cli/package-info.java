/** Tests of the command line, each in a directory of its own and against a verifier made of paper. */
@NullMarked
package dev.verifier.wallet.cli;

import org.jspecify.annotations.NullMarked;
