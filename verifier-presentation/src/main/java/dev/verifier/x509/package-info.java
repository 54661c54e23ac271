/**
 * Certificate chains and the anchors they must lead to. Owns path validation at an instant; does not know which organisation
 * may issue what.
 */
@NullMarked
package dev.verifier.x509;

import org.jspecify.annotations.NullMarked;
