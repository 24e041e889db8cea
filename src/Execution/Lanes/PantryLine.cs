using ShortOrder.Execution.Pantry;

namespace ShortOrder.Execution.Lanes;

/// <summary>A process's connections to the pantry, one per thread that needs one, kept from run to run.</summary>
internal sealed class PantryLine(string path) : IDisposable
{
    private readonly Dictionary<(int Row, bool IsEquipment), PantryConnection> _connections = [];

    /// <summary>The connection of a thread; opened on first use. Null if it needs none.</summary>
    public PantryConnection? Of(int row, bool isNeeded, bool isLoop) => isNeeded ? Get((row, false), isLoop) : null;

    /// <summary>The connection of what a manual lane launches.</summary>
    public PantryConnection OfEquipment(int row) => Get((row, true), isLoop: false);

    /// <summary>Makes everybody who waits on one throw.</summary>
    public void Abort()
    {
        lock (_connections)
        {
            foreach (PantryConnection connection in _connections.Values) connection.Abort();
        }
    }

    /// <summary>Closes all; the next use opens new ones.</summary>
    public void Dispose()
    {
        lock (_connections)
        {
            foreach (PantryConnection connection in _connections.Values) connection.Dispose();
            _connections.Clear();
        }
    }

    private PantryConnection Get((int Row, bool IsEquipment) key, bool isLoop)
    {
        lock (_connections)
        {
            if (!_connections.TryGetValue(key, out PantryConnection? connection)) _connections[key] = connection = new(path, isLoop);
            return connection;
        }
    }
}
