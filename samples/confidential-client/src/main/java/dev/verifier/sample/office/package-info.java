/**
 * A web app with a back end, as its developer would write it: Spring Security signs people in, and what is here is what it must be
 * told. Knows Verifier only by its metadata.
 */
@NullMarked
package dev.verifier.sample.office;

import org.jspecify.annotations.NullMarked;
