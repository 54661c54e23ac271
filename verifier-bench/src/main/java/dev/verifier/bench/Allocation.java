package dev.verifier.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * What another virtual machine of this user has allocated on its heap, by its own count of all its threads, also those that ended; what virtual
 * threads allocate is counted with those that carry them. That is the count itself and no sample of it. To ask takes some tens of KB of that heap,
 * and to ask for the first time opens its own local door to management, which anybody can who may end the process, and which listens to nobody
 * from elsewhere. Not thread-safe.
 */
final class Allocation implements AutoCloseable {

    private static final String COUNT = "TotalThreadAllocatedBytes";

    private final long pid;
    private @Nullable JMXConnector connector;
    private @Nullable MBeanServerConnection machine;
    private boolean mute;

    /** Of the process with this number, which is not asked yet. */
    Allocation(long pid) {
        this.pid = pid;
    }

    /**
     * Bytes since it was started.
     *
     * @throws IOException if it cannot be asked, or does not count
     */
    long bytes() throws IOException {
        try {
            return (Long) machine().getAttribute(ObjectName.getInstance(ManagementFactory.THREAD_MXBEAN_NAME), COUNT);
        } catch (JMException | AttachNotSupportedException e) {
            throw new IOException("process " + pid + " does not say what it allocates", e);
        }
    }

    /** The same, but nothing where it cannot be asked, which is told the first time, and from then on: figures are not lost for want of another. */
    long bytesOrNothing() {
        if (mute) {
            return 0;
        }
        try {
            return bytes();
        } catch (IOException e) {
            mute = true;
            System.err.println(e.getMessage() + ": " + e.getCause());
            return 0;
        }
    }

    @SuppressWarnings("BanJNDI") // the process says itself where it listens
    private MBeanServerConnection machine() throws IOException, AttachNotSupportedException {
        if (machine == null) {
            connector = JMXConnectorFactory.connect(new JMXServiceURL(address()));
            machine = connector.getMBeanServerConnection();
        }
        return machine;
    }

    private String address() throws IOException, AttachNotSupportedException {
        var attached = VirtualMachine.attach(String.valueOf(pid));
        try {
            return attached.startLocalManagementAgent();
        } finally {
            attached.detach();
        }
    }

    @Override
    public void close() {
        try {
            if (connector != null) {
                connector.close();
            }
        } catch (IOException e) {
            // The process has ended before.
            machine = null;
        }
    }
}
