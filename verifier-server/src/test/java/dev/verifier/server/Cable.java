package dev.verifier.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A line between two programs, which a test cuts, silences, slows down and mends. What is cut is told so; what is silent hears nothing. */
final class Cable implements AutoCloseable {

    private enum State {
        WHOLE,
        CUT,
        SILENT
    }

    private final ServerSocket socket;
    private final int target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answers = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile State state = State.WHOLE;
    private volatile Duration delay = Duration.ZERO;
    private volatile int everyNth;

    /** Leads to a port of this machine. */
    Cable(int target) {
        this.target = target;
        try {
            this.socket = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return socket.getLocalPort();
    }

    void cut() {
        become(State.CUT);
        endAll();
    }

    void silence() {
        become(State.SILENT);
    }

    /** Each answer comes so much later. */
    void slow(Duration each) {
        delay = each;
    }

    /** Of the answers from now on each nth is lost, and its conversation ends. */
    void loseEach(int nth) {
        answers.set(0);
        everyNth = nth;
    }

    void mend() {
        delay = Duration.ZERO;
        everyNth = 0;
        become(State.WHOLE);
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        ends.forEach(Cable::end);
        ends.clear();
    }

    private static void end(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var near = socket.accept();
                if (state == State.CUT) {
                    near.close();
                    continue;
                }
                var far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                ends.add(near);
                ends.add(far);
                Thread.ofVirtual().start(() -> pass(near, far, false));
                Thread.ofVirtual().start(() -> pass(far, near, true));
            } catch (IOException e) {
                if (!socket.isClosed() && !(e instanceof ConnectException)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pass(Socket from, Socket to, boolean back) {
        var chunk = new byte[16_384];
        try (from;
                to) {
            for (var read = from.getInputStream().read(chunk);
                    read >= 0 && !(back && isLost());
                    read = from.getInputStream().read(chunk)) {
                if (back && delay.isPositive()) {
                    Thread.sleep(delay);
                }
                awaitWhole();
                to.getOutputStream().write(chunk, 0, read);
            }
        } catch (IOException e) {
            // One end has gone, and so the other goes.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ends.remove(from);
            ends.remove(to);
        }
    }

    private boolean isLost() {
        return everyNth > 0 && answers.incrementAndGet() % everyNth == 0;
    }

    private void awaitWhole() throws InterruptedException {
        lock.lock();
        try {
            while (state == State.SILENT) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        become(State.CUT);
        end(socket);
        endAll();
    }
}
