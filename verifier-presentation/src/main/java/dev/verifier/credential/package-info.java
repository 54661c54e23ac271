/** Words about credentials: who issues, which type, when valid, where its status is. Owns vocabulary; decides nothing. */
@NullMarked
package dev.verifier.credential;

import org.jspecify.annotations.NullMarked;
