/** Is it still valid. Owns the reading of status and the list of revoked credentials; fetches nothing. */
@NullMarked
package dev.verifier.status;

import org.jspecify.annotations.NullMarked;
