package dev.verifier.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a server says to its database: a bean of it that listens. */
final class Statements implements BeanPostProcessor {

    private final Map<String, Map<Integer, Object>> values = new ConcurrentHashMap<>();
    private final LongAdder executed = new LongAdder();
    private final LongAdder notPrepared = new LongAdder();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource database ? new Listening(database) : bean;
    }

    /** How many there were. */
    long count() {
        return executed.sum();
    }

    /** How many of them had their values written into them. */
    long notPrepared() {
        return notPrepared.sum();
    }

    /** Each that looks for rows, once. */
    List<String> all() {
        return values.keySet().stream()
                .filter(sql -> !sql.toLowerCase(Locale.ROOT).startsWith("insert"))
                .sorted()
                .toList();
    }

    void forgetAll() {
        values.clear();
    }

    /** How the database would answer one, with the values it was last asked with. */
    String plan(Connection connection, String sql) throws SQLException {
        try (var explain = connection.prepareStatement("explain " + sql)) {
            for (var value : new TreeMap<>(values.getOrDefault(sql, Map.of())).entrySet()) {
                explain.setObject(value.getKey(), value.getValue());
            }
            var lines = new ArrayList<String>();
            try (var rows = explain.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        }
    }

    private final class Listening extends DelegatingDataSource {

        Listening(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return proxy(Connection.class, (_, method, arguments) -> {
                var result = call(connection, method, arguments);
                if (result instanceof PreparedStatement prepared
                        && arguments != null
                        && arguments[0] instanceof String sql) {
                    return listening(prepared, sql);
                }
                if (result instanceof Statement && !isUpkeep()) {
                    notPrepared.increment();
                }
                return result;
            });
        }

        private PreparedStatement listening(PreparedStatement statement, String sql) {
            var given = new ConcurrentHashMap<Integer, Object>();
            return proxy(PreparedStatement.class, (_, method, arguments) -> {
                if (method.getName().startsWith("set")
                        && arguments != null
                        && arguments.length > 1
                        && arguments[0] instanceof Integer place
                        && arguments[1] != null
                        && !method.getName().equals("setNull")) {
                    given.put(place, arguments[1]);
                }
                if (method.getName().startsWith("execute") && !isUpkeep()) {
                    executed.increment();
                    values.put(sql, given);
                }
                return call(statement, method, arguments);
            });
        }
    }

    /** What is done once in a while whether or not somebody comes: not a part of what anybody costs. */
    private static boolean isUpkeep() {
        var thread = Thread.currentThread().getName();
        return thread.startsWith("scheduling") || thread.startsWith("login-news") || thread.startsWith("credential");
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
