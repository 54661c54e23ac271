/** Tests of what a credential becomes in a token. */
@NullMarked
package dev.verifier.server.token;

import org.jspecify.annotations.NullMarked;
