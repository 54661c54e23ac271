package dev.verifier.client;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sends the token of this machine along with what a {@code WebClient} sends ({@code filter}). Thread-safe. */
public final class MachineTokenFilter implements ExchangeFilterFunction {

    private final MachineTokens tokens;

    /** @param tokens which it sends */
    MachineTokenFilter(MachineTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        // A token may have to be waited for, which no thread of an event loop may do.
        return Mono.fromCallable(tokens::value)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(token -> next.exchange(ClientRequest.from(request)
                                .headers(headers -> headers.setBearerAuth(token))
                                .build())
                        .doOnNext(response -> {
                            if (response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
                                tokens.refused(token);
                            }
                        }));
    }
}
