package dev.verifier.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class CallerAddressTests {

    private static final CallerAddress ADDRESSES = new CallerAddress(List.of("10.0.0.0/8", "2001:db8::/32"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "203.0.113.9|X-Forwarded-For|198.51.100.1|203.0.113.9",
                "10.0.0.1|X-Forwarded-For|198.51.100.1|198.51.100.1",
                "10.0.0.1|X-Forwarded-For|192.0.2.66, 198.51.100.1, 10.9.9.9|198.51.100.1",
                "10.0.0.1|X-Forwarded-For|10.0.0.2, 10.0.0.3|10.0.0.2",
                "10.0.0.1|X-Forwarded-For|junk|junk",
                "10.0.0.1|X-Other|198.51.100.1|10.0.0.1",
                "10.0.0.1|Forwarded|for=198.51.100.1|198.51.100.1",
                "10.0.0.1|Forwarded|by=10.0.0.1;for=\"198.51.100.1:4711\";proto=https|198.51.100.1",
                "10.0.0.1|Forwarded|for=192.0.2.66, For=\"[2001:470::1]:80\", for=10.2.2.2|2001:470::1",
                "10.0.0.1|Forwarded|for=_hidden|for=_hidden",
                "2001:db8::1|Forwarded|for=198.51.100.1|198.51.100.1",
                "203.0.113.9|Forwarded|for=198.51.100.1|203.0.113.9",
            })
    void the_caller_is_the_last_address_that_is_no_proxy_of_ours(
            String peer, String header, String value, String caller) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        request.addHeader(header, value);

        assertThat(ADDRESSES.of(request)).isEqualTo(caller);
    }
}
