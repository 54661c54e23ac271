@NullMarked
package dev.verifier.server.profile;

import org.jspecify.annotations.NullMarked;
