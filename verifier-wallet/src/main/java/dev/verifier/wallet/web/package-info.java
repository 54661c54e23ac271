/**
 * The demo wallet as a web page on this machine. Owns pages, their words and the local server that gives them; what a request is worth and
 * what answers it are {@code openid4vp}'s business, and how an answer is made, honestly or not, is the witness's. No script, no framework.
 * It listens on the loopback interface only, and holds keys that are worth nothing.
 */
@NullMarked
package dev.verifier.wallet.web;

import org.jspecify.annotations.NullMarked;
