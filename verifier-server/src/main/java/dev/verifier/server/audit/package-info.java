/** What happened, as typed facts. Owns the events, the one audit log and the metrics; decides nothing. */
@NullMarked
package dev.verifier.server.audit;

import org.jspecify.annotations.NullMarked;
