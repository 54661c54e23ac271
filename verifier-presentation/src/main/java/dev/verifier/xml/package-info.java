/**
 * XML and what is signed in it: strict reading without document types and entities, and enveloped signatures over whole documents (XML
 * Signature 1.1). The only room that knows XML; does not know trusted lists, nor whose key is right.
 */
@NullMarked
package dev.verifier.xml;

import org.jspecify.annotations.NullMarked;
