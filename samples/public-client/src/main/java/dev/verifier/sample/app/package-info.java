/** A web app where people sign in, and what serves its files. The app itself is JavaScript, in the resources. */
@NullMarked
package dev.verifier.sample.app;

import org.jspecify.annotations.NullMarked;
