/** People and machines of a kit, piece by piece. */
@NullMarked
package dev.verifier.wallet.kit;

import org.jspecify.annotations.NullMarked;
